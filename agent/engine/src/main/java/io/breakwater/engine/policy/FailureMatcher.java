package io.breakwater.engine.policy;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/** A set of outcomes that are failures: failure classes and status codes. Thread-safety: immutable. */
public final class FailureMatcher {
    private final Set<FailureClass> classes;
    private final BitSet statuses;
    private final int lowestStatus;

    private FailureMatcher(Set<FailureClass> classes, BitSet statuses) {
        this.classes = classes;
        this.statuses = statuses;
        this.lowestStatus = statuses.isEmpty() ? Integer.MAX_VALUE : statuses.nextSetBit(0);
    }

    /** Failure classes alone. */
    public static FailureMatcher of(FailureClass first, FailureClass... others) {
        return new FailureMatcher(EnumSet.of(first, others), new BitSet());
    }

    /** Failure classes and status codes; either may be empty. Copies both. */
    public static FailureMatcher of(Set<FailureClass> classes, BitSet statuses) {
        Set<FailureClass> copy = EnumSet.noneOf(FailureClass.class);
        copy.addAll(classes);
        return new FailureMatcher(copy, (BitSet) statuses.clone());
    }

    /** True if the outcome is one of these failures. */
    public boolean matches(Outcome outcome) {
        FailureClass failure = outcome.failure();
        if (failure != null && classes.contains(failure)) {
            return true;
        }
        return outcome.status() >= lowestStatus && statuses.get(outcome.status());
    }

    /** True if the whole class is in the set. */
    public boolean contains(FailureClass failure) {
        return classes.contains(failure);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FailureMatcher
                && classes.equals(((FailureMatcher) other).classes)
                && statuses.equals(((FailureMatcher) other).statuses);
    }

    @Override
    public int hashCode() {
        return classes.hashCode() * 31 + statuses.hashCode();
    }
}
