package io.breakwater.tooling.suggest;

import io.breakwater.config.match.PathPattern;
import io.breakwater.config.match.PatternException;
import io.breakwater.telemetry.observe.ObservedOperation;
import io.breakwater.telemetry.observe.Quantiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How long the operations of a host may take until the first byte of the answer: one limit for most of them, and routes
 * for those that differ much, or of which too little is known.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class Routes {
    /** Operations within this factor share the host's limit. */
    static final int FACTOR = 4;

    private static final int MOST_ROUTES = 40;
    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z0-9_-]{0,39}");
    private static final String BLOCK = "timeouts";
    private static final String KEY = "response";

    private final long minCalls;
    private final InForce inForce;
    private final List<ObservedOperation> known = new ArrayList<>();
    private final List<ObservedOperation> unknown = new ArrayList<>();
    private final Map<ObservedOperation, Long> limitNanos = new LinkedHashMap<>();
    private final List<SuggestedRoute> routes = new ArrayList<>();
    private long hostNanos;
    private String reason = "";

    Routes(List<ObservedOperation> operations, long minCalls, InForce inForce) {
        this.minCalls = minCalls;
        this.inForce = inForce;
        for (ObservedOperation operation : operations) {
            boolean enough = operation.answered().count() >= minCalls;
            (enough && !operation.isOthers() ? known : unknown).add(operation);
        }
        if (!known.isEmpty()) {
            share();
            known.forEach(this::routeOfKnown);
            unknown.forEach(this::routeOfUnknown);
            keepFromOthersRoutes(operations);
        }
    }

    /** False if nothing can be said of any operation. */
    boolean isKnown() {
        return !known.isEmpty();
    }

    long hostNanos() {
        return hostNanos;
    }

    String reason() {
        return reason;
    }

    private static TimeLimit limit(ObservedOperation operation) {
        return TimeLimit.of(operation.answered(), TimeLimit.HTTP_FLOOR_NANOS);
    }

    /** The longest limit within the factor of that under which half of the calls fall. */
    private void share() {
        List<ObservedOperation> sorted = new ArrayList<>(known);
        sorted.sort(Comparator.comparingLong(
                (ObservedOperation operation) -> limit(operation).nanos()));
        long calls = sorted.stream().mapToLong(ObservedOperation::calls).sum();
        long soFar = 0;
        long medianNanos = 0;
        for (ObservedOperation operation : sorted) {
            soFar += operation.calls();
            if (medianNanos == 0 && soFar * 2 >= calls) {
                medianNanos = limit(operation).nanos();
            }
        }
        for (ObservedOperation operation : sorted) {
            TimeLimit limit = limit(operation);
            if (limit.nanos() <= medianNanos * FACTOR) {
                hostNanos = limit.nanos();
                reason = operation.method() + " " + operation.path() + ": " + limit.reason();
            }
        }
        raiseForOthers();
    }

    /** What was not recorded apart has no route. */
    private void raiseForOthers() {
        for (ObservedOperation operation : unknown) {
            long nanos = TimeLimit.roundedUp(TimeLimit.HEADROOM * slowest(operation));
            if (operation.isOthers() && nanos > hostNanos) {
                hostNanos = nanos;
                reason = "operations that were not recorded apart: slowest "
                        + Texts.measured(slowest(operation)) + " of "
                        + Texts.counted(operation.answered().count(), "answered call") + ", times "
                        + TimeLimit.HEADROOM;
            }
        }
    }

    private static long slowest(ObservedOperation operation) {
        return operation.answered().maxNanos();
    }

    private void routeOfKnown(ObservedOperation operation) {
        TimeLimit limit = limit(operation);
        if (limit.nanos() >= TimeLimit.MOST_NANOS) {
            add(operation, "none", "longer than what is recorded", Long.MAX_VALUE);
        } else if (limit.nanos() > hostNanos || limit.nanos() * FACTOR <= hostNanos) {
            add(operation, Texts.duration(limit.nanos()), limit.reason(), limit.nanos());
        } else {
            limitNanos.put(operation, hostNanos);
        }
    }

    private void routeOfUnknown(ObservedOperation operation) {
        boolean fits = slowest(operation) * TimeLimit.HEADROOM <= hostNanos;
        if (fits || operation.isOthers()) {
            limitNanos.put(operation, hostNanos);
            return;
        }
        String now = inForce.value(operation.method(), operation.path(), BLOCK + "." + KEY, "60s");
        String why = "only " + Texts.counted(operation.answered().count(), "answered call") + " (needs "
                + Texts.count(minCalls) + "), slowest " + Texts.measured(slowest(operation))
                + ": what is in force stays";
        add(operation, now, why, Long.MAX_VALUE);
    }

    /** A route with an {@code {id}} also matches names that have none of their own. */
    private void keepFromOthersRoutes(List<ObservedOperation> operations) {
        List<SuggestedRoute> first = new ArrayList<>(routes);
        for (ObservedOperation operation : operations) {
            boolean own = first.stream().anyMatch(route -> isOf(route, operation));
            if (!own && !operation.isOthers() && first.stream().anyMatch(route -> matches(route, operation))) {
                add(operation, Texts.duration(hostNanos), "as the host: a route below would match it, too", hostNanos);
            }
        }
    }

    private static boolean isOf(SuggestedRoute route, ObservedOperation operation) {
        return route.method().equals(operation.method()) && route.path().equals(operation.path());
    }

    private static boolean matches(SuggestedRoute route, ObservedOperation operation) {
        try {
            return route.method().equals(operation.method())
                    && PathPattern.parse(route.path()).matches(operation.path());
        } catch (PatternException noPattern) {
            return false;
        }
    }

    private void add(ObservedOperation operation, String value, String why, long nanos) {
        limitNanos.put(operation, nanos);
        if (!isRoute(operation) || routes.size() >= MOST_ROUTES) {
            limitNanos.put(operation, hostNanos);
            return;
        }
        SuggestedValue suggested = SuggestedValue.of(BLOCK, KEY, value, why);
        routes.add(new SuggestedRoute(
                operation.method(),
                operation.path(),
                inForce.annotated(suggested, operation.method(), operation.path())));
    }

    private static boolean isRoute(ObservedOperation operation) {
        try {
            PathPattern.parse(operation.path());
            return METHOD.matcher(operation.method()).matches();
        } catch (PatternException strange) {
            return false;
        }
    }

    /** Names before what stands for any name, because the first that matches applies. */
    List<SuggestedRoute> inOrder() {
        List<SuggestedRoute> sorted = new ArrayList<>(routes);
        // '{' and '*' are put after every character of a name.
        sorted.sort(Comparator.comparing((SuggestedRoute route) ->
                        route.path().replace('*', '\uffff').replace('{', '\ufffe'))
                .thenComparing(SuggestedRoute::method));
        return sorted;
    }

    /** Answered calls that would have been cut off. */
    long cut() {
        return limitNanos.entrySet().stream()
                .mapToLong(entry -> longer(entry.getKey().answered(), entry.getValue()))
                .sum();
    }

    /** Failed calls that would have failed sooner. */
    long failedSooner() {
        return limitNanos.entrySet().stream()
                .mapToLong(entry -> longer(entry.getKey().failed(), entry.getValue()))
                .sum();
    }

    private static long longer(Quantiles durations, long nanos) {
        return nanos == Long.MAX_VALUE ? 0 : durations.longerThan(nanos);
    }
}
