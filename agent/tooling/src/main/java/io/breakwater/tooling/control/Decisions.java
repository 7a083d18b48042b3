package io.breakwater.tooling.control;

import io.breakwater.config.match.HostPattern;
import io.breakwater.config.match.HostTable;
import io.breakwater.engine.Destination;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decisions of one kind, at most one for each target. The most specific one holds for a destination, as with the host
 * entries of the configuration.
 *
 * <p>Thread-safety: immutable. Bounded: {@value #MOST} of them.
 *
 * @param <T> what the engine is told
 */
final class Decisions<T> {
    static final int MOST = 1000;

    private final List<Decision<T>> list;
    private final HostTable<Decision<T>> byPattern = new HostTable<>();
    private final @Nullable Decision<T> ofAll;

    private Decisions(List<Decision<T>> list) {
        this.list = Collections.unmodifiableList(list);
        Decision<T> all = null;
        for (Decision<T> decision : list) {
            HostPattern pattern = decision.target.pattern();
            if (pattern == null) {
                all = decision;
            } else {
                byPattern.add(pattern, decision);
            }
        }
        this.ofAll = all;
    }

    static <T> Decisions<T> none() {
        return new Decisions<>(Collections.emptyList());
    }

    /**
     * With this one, in place of an earlier one for the same target.
     *
     * @throws IllegalArgumentException if there are too many
     */
    Decisions<T> with(Decision<T> decision) {
        List<Decision<T>> next = others(decision.target);
        if (next.size() >= MOST) {
            throw new IllegalArgumentException("overrides: " + MOST + " (expected: fewer). Take some of them back");
        }
        next.add(decision);
        return new Decisions<>(next);
    }

    /** Without that of the target; without any, if that is everything. */
    Decisions<T> without(Target target) {
        return target.pattern() == null ? none() : new Decisions<>(others(target));
    }

    private List<Decision<T>> others(Target target) {
        List<Decision<T>> others = new ArrayList<>(list);
        others.removeIf(decision -> decision.target.equals(target));
        return others;
    }

    /** The one that holds for a destination, or null. */
    @Nullable
    Decision<T> find(Destination destination) {
        Decision<T> found = byPattern.find(destination);
        return found != null ? found : ofAll;
    }

    List<Decision<T>> list() {
        return list;
    }

    boolean isEmpty() {
        return list.isEmpty();
    }
}
