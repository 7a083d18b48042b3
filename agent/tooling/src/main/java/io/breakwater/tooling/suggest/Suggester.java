package io.breakwater.tooling.suggest;

import io.breakwater.config.Configuration;
import io.breakwater.config.match.HostPattern;
import io.breakwater.config.match.PatternException;
import io.breakwater.engine.Destination;
import io.breakwater.engine.DestinationSnapshot;
import io.breakwater.telemetry.observe.Observation;
import io.breakwater.telemetry.observe.Observations;
import io.breakwater.telemetry.observe.ObservedDestination;
import io.breakwater.telemetry.observe.ObservedOperation;
import io.breakwater.telemetry.observe.Quantiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a configuration from what was observed. The same observation gives the same text.
 *
 * <p>Thread-safety: stateless.
 */
public final class Suggester {
    private static final int NANOS = 1_000_000_000;

    private Suggester() {}

    /**
     * @param states the live state of the destinations, for the most calls that were ever under way at once
     * @param inForce the configuration that the suggested one is compared with
     */
    public static Suggestion suggest(
            Observation observation, List<DestinationSnapshot> states, Configuration inForce, SuggestOptions options) {
        Map<Destination, Integer> most = mostConcurrent(states);
        Set<String> bothSchemes = withTwoSchemes(observation);
        List<SuggestedHost> hosts = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        long calls = 0;
        for (ObservedDestination observed : observation.destinations()) {
            Destination destination = observed.destination();
            if (!options.isMeant(destination)) {
                continue;
            }
            calls += observed.total().calls();
            String match = match(destination, bothSchemes);
            if (isPattern(match)) {
                int concurrent = most.getOrDefault(destination, 0);
                hosts.add(host(observed, match, concurrent, observation, inForce, options));
            } else {
                leftOut.add(Texts.printable(destination.toString()) + ": a name that no entry can have");
            }
        }
        if (observation.isFull()) {
            leftOut.add("hosts that came after the first " + Texts.count(Observations.MOST_DESTINATIONS)
                    + ": no more are recorded apart");
        }
        String without = observation.destinations().isEmpty()
                ? "nothing was observed yet"
                : "no host that was observed is meant by " + Texts.printable(options.host());
        return new Suggestion(head(observation, hosts.size(), calls), hosts, leftOut, without);
    }

    private static Map<Destination, Integer> mostConcurrent(List<DestinationSnapshot> states) {
        Map<Destination, Integer> most = new HashMap<>();
        for (DestinationSnapshot state : states) {
            for (DestinationSnapshot.Places places : state.bulkheads()) {
                most.merge(state.destination(), places.most(), Math::max);
            }
        }
        return most;
    }

    private static Set<String> withTwoSchemes(Observation observation) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (ObservedDestination observed : observation.destinations()) {
            String name = observed.destination().toString();
            if (!seen.add(name)) {
                twice.add(name);
            }
        }
        return twice;
    }

    private static String match(Destination destination, Set<String> bothSchemes) {
        String name = destination.toString();
        return bothSchemes.contains(name) ? destination.scheme() + "://" + name : name;
    }

    private static boolean isPattern(String match) {
        try {
            return HostPattern.parse(match).kind().isExact();
        } catch (PatternException strange) {
            return false;
        }
    }

    private static SuggestedHost host(
            ObservedDestination observed,
            String match,
            int mostConcurrent,
            Observation observation,
            Configuration configuration,
            SuggestOptions options) {
        Destination destination = observed.destination();
        InForce inForce = new InForce(configuration, destination);
        List<SuggestedValue> values;
        List<SuggestedRoute> routes = new ArrayList<>();
        List<String> outcome;
        if (destination.isDatabase()) {
            DatabaseAdvice advice = new DatabaseAdvice(observed, mostConcurrent, options.minCalls());
            values = advice.values();
            outcome = advice.outcome();
        } else {
            HttpAdvice advice = new HttpAdvice(observed, inForce, mostConcurrent, options.minCalls());
            values = advice.values();
            routes = advice.routes();
            outcome = advice.outcome();
        }
        List<String> seen = seen(observed, observation);
        seen.addAll(inForce.lost(values));
        return new SuggestedHost(
                match, destination.isDatabase(), options.mode(), seen, outcome, inForce.annotated(values), routes);
    }

    private static List<String> seen(ObservedDestination observed, Observation observation) {
        ObservedOperation total = observed.total();
        List<String> seen = new ArrayList<>();
        long unrecorded = observed.unrecorded();
        double perSecond = (total.calls() + unrecorded) / Math.max(1.0, observation.nanos() / (double) NANOS);
        seen.add(Texts.counted(total.calls(), "call") + ", " + Texts.decimal(perSecond) + " a second; at most "
                + Texts.count(observed.series().mostCallsPerSecond()) + " in one second of the last ten minutes; "
                + Texts.count(total.failedCalls()) + " failed ("
                + Texts.share(total.failedCalls(), total.calls()) + ")" + classes(total) + ".");
        if (unrecorded > 0) {
            seen.add("Not recorded: " + Texts.counted(unrecorded, "call")
                    + " on which policies were enforced; they are in the rate alone.");
        }
        if (total.retries() + total.rejected() > 0) {
            seen.add("Not all of this is the host's own doing: " + Texts.count(total.retries())
                    + " attempts were repeated and " + Texts.counted(total.rejected(), "call")
                    + " refused by policies in force.");
        }
        for (ObservedOperation operation : observed.operations()) {
            seen.add(line(operation));
        }
        return seen;
    }

    private static String classes(ObservedOperation operation) {
        StringBuilder out = new StringBuilder();
        operation
                .failures()
                .forEach((word, count) -> out.append(out.length() == 0 ? ": " : ", ")
                        .append(word)
                        .append(' ')
                        .append(Texts.count(count)));
        return out.toString();
    }

    private static String line(ObservedOperation operation) {
        Quantiles answered = operation.answered();
        String name = operation.isOthers()
                ? "operations not recorded apart"
                : (operation.method() + " " + operation.path()).trim();
        String times = answered.count() == 0
                ? "none answered"
                : "p50 " + Texts.measured(answered.nanosAt(0.5)) + ", p99 " + Texts.measured(answered.nanosAt(0.99))
                        + ", p99.9 " + Texts.measured(answered.nanosAt(0.999)) + ", slowest "
                        + Texts.measured(answered.maxNanos());
        return "  " + name + ": " + Texts.counted(operation.calls(), "call") + ", " + times
                + (operation.failedCalls() == 0
                        ? ""
                        : "; " + Texts.count(operation.failedCalls()) + " failed" + classes(operation));
    }

    private static List<String> head(Observation observation, int hosts, long calls) {
        List<String> head = new ArrayList<>();
        head.add("Suggested by Breakwater from what it observed since " + Texts.time(observation.startEpochMillis())
                + ", for " + Texts.span(observation.nanos()) + ": " + Texts.counted(calls, "call") + " to "
                + Texts.counted(hosts, "host") + ".");
        return head;
    }
}
