package io.breakwater.tooling.suggest;

import io.breakwater.engine.FailureClass;
import io.breakwater.telemetry.observe.ObservedDestination;
import io.breakwater.telemetry.observe.ObservedOperation;
import io.breakwater.telemetry.observe.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is suggested for one database. Thread-safety: confined to one thread. */
final class DatabaseAdvice {
    private static final String CONNECT = "CONNECT";
    private static final String SELECT = "SELECT";
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<ObservedOperation> statements = new ArrayList<>();
    private final ObservedOperation connects;
    private final ObservedOperation total;
    private final BreakerAdvice breaker;
    private final BulkheadAdvice bulkhead;
    private final long minCalls;
    private long queryNanos;
    private String queryReason = "";

    DatabaseAdvice(ObservedDestination destination, int mostConcurrent, long minCalls) {
        ObservedOperation connecting = ObservedOperation.builder(CONNECT, "").build();
        for (ObservedOperation operation : destination.operations()) {
            if (operation.method().equals(CONNECT)) {
                connecting = operation;
            } else {
                statements.add(operation);
            }
        }
        this.connects = connecting;
        this.total = destination.total();
        this.breaker = new BreakerAdvice(destination, total.calls(), mostConcurrent);
        this.bulkhead = new BulkheadAdvice(destination, mostConcurrent);
        this.minCalls = minCalls;
        limitStatements();
    }

    /** All kinds share one limit: the longest that one of them needs. */
    private void limitStatements() {
        boolean enough = statements.stream().anyMatch(this::isKnown);
        for (ObservedOperation statement : statements) {
            Quantiles answered = statement.answered();
            TimeLimit limit = TimeLimit.of(answered, TimeLimit.DATABASE_FLOOR_NANOS);
            long nanos =
                    isKnown(statement) ? limit.nanos() : TimeLimit.roundedUp(TimeLimit.HEADROOM * answered.maxNanos());
            if (enough && nanos > queryNanos) {
                queryNanos = nanos;
                queryReason = statement.method() + ": "
                        + (isKnown(statement)
                                ? limit.reason()
                                : "slowest " + Texts.measured(answered.maxNanos()) + " of only "
                                        + Texts.counted(answered.count(), "answered call") + ", times "
                                        + TimeLimit.HEADROOM);
            }
        }
    }

    private boolean isKnown(ObservedOperation operation) {
        return operation.answered().count() >= minCalls;
    }

    /** Null if nothing can be said. */
    private @Nullable TimeLimit connectLimit() {
        return isKnown(connects) ? TimeLimit.of(connects.answered(), TimeLimit.DATABASE_FLOOR_NANOS) : null;
    }

    List<SuggestedValue> values() {
        List<SuggestedValue> values = new ArrayList<>();
        timeouts(values);
        retry(values);
        values.addAll(breaker.values(minCalls));
        values.add(SuggestedValue.leftOut(
                "bulkhead", "max-concurrent-calls", "the application's pool is a limit already; " + bulkhead.seen()));
        return values;
    }

    private void timeouts(List<SuggestedValue> values) {
        TimeLimit connect = connectLimit();
        if (connect == null) {
            String why = Texts.counted(connects.answered().count(), "connection was", "connections were")
                    + " made (needs " + Texts.count(minCalls) + ")";
            values.add(SuggestedValue.leftOut("timeouts", "connect, login", why));
        } else {
            String limit = Texts.duration(inSeconds(connect.nanos()));
            values.add(SuggestedValue.of("timeouts", "connect", limit, connect.reason()));
            values.add(SuggestedValue.of("timeouts", "login", limit, "the same: both were observed as one"));
        }
        if (queryNanos == 0) {
            String why = "no kind of statement has " + Texts.count(minCalls)
                    + " answered calls: the 99.9th percentile of fewer is but the slowest of them";
            values.add(SuggestedValue.leftOut("timeouts", "query", why));
        } else if (queryNanos >= TimeLimit.MOST_NANOS) {
            values.add(SuggestedValue.leftOut("timeouts", "query", queryReason + ": longer than what is recorded"));
            queryNanos = 0;
        } else {
            values.add(SuggestedValue.of("timeouts", "query", Texts.duration(inSeconds(queryNanos)), queryReason));
        }
    }

    private static long inSeconds(long nanos) {
        return (nanos + SECOND_NANOS - 1) / SECOND_NANOS * SECOND_NANOS;
    }

    private void retry(List<SuggestedValue> values) {
        values.add(SuggestedValue.of(
                "retry",
                "max-attempts",
                "3",
                "to get a connection, when nothing was executed yet; "
                        + Texts.count(neverSent()) + " of " + Texts.counted(connects.calls(), "attempt", "attempts")
                        + " failed so"));
        long victims = victims();
        if (victims > 0) {
            values.add(
                    SuggestedValue.of(
                            "retry",
                            "statements",
                            "serialization-read",
                            Texts.counted(victims, "read was", "reads were")
                                    + " rolled back for the sake of others: only pure ones outside of transactions are repeated"));
        } else {
            values.add(SuggestedValue.leftOut(
                    "retry", "statements", "no read was rolled back as a victim of a deadlock or a conflict"));
        }
    }

    private long neverSent() {
        return connects.failures().getOrDefault(FailureClass.CONNECT_FAILURE.word(), 0L)
                + connects.failures().getOrDefault(FailureClass.SERVER_SHUTDOWN.word(), 0L);
    }

    private long victims() {
        long victims = 0;
        for (ObservedOperation statement : statements) {
            if (statement.method().equals(SELECT)) {
                victims += statement.failures().getOrDefault(FailureClass.SERIALIZATION_FAILURE.word(), 0L);
            }
        }
        return victims;
    }

    List<String> outcome() {
        List<String> told = new ArrayList<>();
        TimeLimit connect = connectLimit();
        long cut = connect == null ? 0 : connects.answered().longerThan(inSeconds(connect.nanos()));
        for (ObservedOperation statement : statements) {
            cut += queryNanos == 0 ? 0 : statement.answered().longerThan(inSeconds(queryNanos));
        }
        if (connect != null || queryNanos > 0) {
            told.add("Cut off: " + Texts.count(cut) + " of the "
                    + Texts.counted(total.answered().count(), "answered call") + " ("
                    + Texts.share(cut, total.answered().count()) + ").");
        }
        told.add("Repeated: at most " + Texts.count(neverSent() + victims()) + " of the "
                + Texts.counted(total.failedCalls(), "failed call") + ".");
        told.addAll(breaker.outcome(minCalls));
        return told;
    }
}
