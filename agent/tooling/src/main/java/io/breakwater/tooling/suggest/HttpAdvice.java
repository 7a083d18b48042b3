package io.breakwater.tooling.suggest;

import io.breakwater.engine.FailureClass;
import io.breakwater.telemetry.observe.ObservedDestination;
import io.breakwater.telemetry.observe.ObservedOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What is suggested for one host. Thread-safety: confined to one thread. */
final class HttpAdvice {
    private static final long MOST_CONNECT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final String NOT_SEEN = "the time that bodies take after the head of the answer is not observed,"
            + " and a limit on it would cut long downloads";

    /** Which client makes a call is not recorded. */
    private static final String URL_CONNECTION = "those of HttpURLConnection only with url-connection: true";

    /** Methods that may be repeated although the server may have acted. Source: RFC 9110 section 9.2.2. */
    private static final Set<String> IDEMPOTENT =
            new HashSet<>(Arrays.asList("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"));

    private static final FailureClass[] NEVER_SENT = {FailureClass.CONNECT_FAILURE, FailureClass.REFUSED_STREAM};
    private static final FailureClass[] UNKNOWN_OUTCOME = {
        FailureClass.RESET, FailureClass.GATEWAY_ERROR, FailureClass.ATTEMPT_TIMEOUT
    };

    private final ObservedOperation total;
    private final List<ObservedOperation> operations;
    private final Routes routes;
    private final BreakerAdvice breaker;
    private final BulkheadAdvice bulkhead;
    private final long minCalls;

    HttpAdvice(ObservedDestination destination, InForce inForce, int mostConcurrent, long minCalls) {
        this.total = destination.total();
        this.operations = destination.operations();
        this.routes = new Routes(operations, minCalls, inForce);
        this.breaker = new BreakerAdvice(destination, total.calls(), mostConcurrent);
        this.bulkhead = new BulkheadAdvice(destination, mostConcurrent);
        this.minCalls = minCalls;
    }

    List<SuggestedValue> values() {
        List<SuggestedValue> values = new ArrayList<>();
        timeouts(values);
        retry(values);
        values.addAll(breaker.values(minCalls));
        values.add(bulkhead.value(total.calls(), minCalls));
        return values;
    }

    List<SuggestedRoute> routes() {
        return routes.inOrder();
    }

    private void timeouts(List<SuggestedValue> values) {
        if (!routes.isKnown()) {
            String why = "no operation has " + Texts.count(minCalls)
                    + " answered calls: the 99.9th percentile of fewer is but the slowest of them";
            values.add(SuggestedValue.leftOut("timeouts", "connect", "needs response"));
            values.add(SuggestedValue.leftOut("timeouts", "response", why));
        } else {
            long connect = Math.min(MOST_CONNECT_NANOS, Math.max(TimeLimit.CONNECT_FLOOR_NANOS, routes.hostNanos()));
            values.add(SuggestedValue.of(
                    "timeouts",
                    "connect",
                    Texts.duration(connect),
                    "as response below, which holds the time of connecting; not below "
                            + Texts.duration(TimeLimit.CONNECT_FLOOR_NANOS) + ", not above "
                            + Texts.duration(MOST_CONNECT_NANOS)));
            values.add(SuggestedValue.of("timeouts", "response", Texts.duration(routes.hostNanos()), routes.reason()));
        }
        values.add(SuggestedValue.leftOut("timeouts", "attempt, total, idle", NOT_SEEN));
    }

    private void retry(List<SuggestedValue> values) {
        boolean idempotent = operations.stream().anyMatch(operation -> IDEMPOTENT.contains(operation.method()));
        String attempts = idempotent ? "3" : "2";
        values.add(SuggestedValue.of(
                "retry",
                "max-attempts",
                attempts,
                idempotent
                        ? "a failure of one call in ten becomes one in a thousand; the budget of 20% ends it in an outage"
                        : "once more, where nothing was sent"));
        String always = "what was never sent is repeated for any method";
        if (!idempotent) {
            values.add(SuggestedValue.of(
                    "retry",
                    "retry-on",
                    "[connect-failure, refused-stream]",
                    always + "; no idempotent method was seen; " + URL_CONNECTION));
            return;
        }
        boolean timeouts = routes.isKnown();
        values.add(SuggestedValue.of(
                "retry",
                "retry-on",
                "[connect-failure, refused-stream, reset, gateway-error" + (timeouts ? ", attempt-timeout" : "") + "]",
                always + ", the others for idempotent ones alone (" + Texts.share(idempotentCalls(), total.calls())
                        + " of the calls); " + URL_CONNECTION));
    }

    private long idempotentCalls() {
        return operations.stream()
                .filter(operation -> IDEMPOTENT.contains(operation.method()))
                .mapToLong(ObservedOperation::calls)
                .sum();
    }

    List<String> outcome() {
        List<String> told = new ArrayList<>();
        if (routes.isKnown()) {
            told.add("Cut off: " + Texts.count(routes.cut()) + " of the "
                    + Texts.counted(total.answered().count(), "answered call") + " ("
                    + Texts.share(routes.cut(), total.answered().count()) + "); failed sooner: "
                    + Texts.count(routes.failedSooner()) + " of the "
                    + Texts.count(total.failed().count()) + " that failed.");
        }
        long repeated = repeated();
        long allowed = Math.round(total.calls() * 0.2) + 1;
        told.add("Repeated: " + (repeated > allowed ? "at most " : "") + Texts.count(Math.min(repeated, allowed))
                + " of the " + Texts.counted(total.failedCalls(), "failed call")
                + (repeated == 0 ? "" : ", " + URL_CONNECTION)
                + ".");
        told.addAll(breaker.outcome(minCalls));
        told.addAll(bulkhead.outcome(total.calls(), minCalls));
        return told;
    }

    private long repeated() {
        long repeated = 0;
        for (ObservedOperation operation : operations) {
            repeated += sum(operation, NEVER_SENT);
            if (IDEMPOTENT.contains(operation.method())) {
                repeated += sum(operation, UNKNOWN_OUTCOME);
            }
        }
        return repeated;
    }

    private static long sum(ObservedOperation operation, FailureClass... classes) {
        long sum = 0;
        for (FailureClass each : classes) {
            sum += operation.failures().getOrDefault(each.word(), 0L);
        }
        return sum;
    }
}
