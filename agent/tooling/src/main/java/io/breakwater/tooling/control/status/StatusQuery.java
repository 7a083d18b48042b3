package io.breakwater.tooling.control.status;

import io.breakwater.engine.Destination;
import java.util.function.Predicate;

/** Which destinations are to be told. Thread-safety: immutable. */
public final class StatusQuery {
    final int most;
    final Predicate<Destination> which;
    final StatusOrder order;

    /**
     * A question.
     *
     * @param most how many are told one by one, at least 0
     * @param which of them
     * @param order which of them come first
     */
    public StatusQuery(int most, Predicate<Destination> which, StatusOrder order) {
        this.most = most;
        this.which = which;
        this.order = order;
    }
}
