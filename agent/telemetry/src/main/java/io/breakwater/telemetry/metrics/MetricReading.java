package io.breakwater.telemetry.metrics;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.telemetry.observe.Observations;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One look at all metrics, to be read metric by metric. Interventions and statuses that never happened are left out. Bugs
 * and deadlines are told from the start, at 0, so that the first one shows as an increase.
 *
 * <p>Thread-safety: confined to the thread that reads.
 */
public final class MetricReading {
    private static final String ENFORCED = "enforce";
    private static final String OBSERVED = "observe";

    private final Metrics metrics;
    private final Supplier<Collection<LiveState>> live;
    private @Nullable Collection<LiveState> states;

    /** @param live the state of the engine: asked once, and only if a metric needs it */
    MetricReading(Metrics metrics, Supplier<Collection<LiveState>> live) {
        this.metrics = metrics;
        this.live = live;
    }

    Collection<LiveState> states() {
        Collection<LiveState> known = states;
        if (known == null) {
            known = live.get();
            states = known;
        }
        return known;
    }

    /** Tells the sink all values of a metric. */
    public void read(Metric metric, MetricSink sink) {
        switch (metric) {
            case HTTP_REQUESTS:
                requests(metric, false, sink);
                break;
            case DB_REQUESTS:
                requests(metric, true, sink);
                break;
            case HTTP_DURATION:
                durations(metric, false, sink);
                break;
            case DB_DURATION:
                durations(metric, true, sink);
                break;
            case ATTEMPTS:
                eachMethod((meter, method) -> sink.count(metric, method.attempts.sum(), method.method, meter.name));
                break;
            case RETRIES:
                eachMethod((meter, method) -> sink.count(metric, method.retries.sum(), method.method, meter.name));
                break;
            case INTERVENTIONS:
                eachDestination(meter -> interventions(meter, sink));
                break;
            case DEADLINE_EXCEEDED:
                eachDestination(meter -> {
                    sink.count(metric, deadlinesExceeded(meter, true), ENFORCED, meter.name);
                    sink.count(metric, deadlinesExceeded(meter, false), OBSERVED, meter.name);
                });
                break;
            case FAIL_OPEN:
                eachDestination(meter ->
                        sink.count(metric, meter.interventions.count(InterventionKind.FAIL_OPEN, true), meter.name));
                break;
            default:
                level(metric, sink);
        }
    }

    private void level(Metric metric, MetricSink sink) {
        switch (metric) {
            case CIRCUIT_BREAKER_STATE:
                states().forEach(state -> breakers(state, sink));
                break;
            case BULKHEAD_IN_USE:
                states().forEach(state -> state.bulkheads.forEach(
                        (scope, places) -> sink.level(metric, (double) places.taken, state.name, scope)));
                break;
            case BULKHEAD_LIMIT:
                states().forEach(state -> state.bulkheads.forEach(
                        (scope, places) -> sink.level(metric, (double) places.limit, state.name, scope)));
                break;
            case BULKHEAD_WAITING:
                states().forEach(state -> state.bulkheads.forEach(
                        (scope, places) -> sink.level(metric, (double) places.waiting, state.name, scope)));
                break;
            case RETRY_BUDGET_LEFT:
                states().forEach(state -> sink.level(metric, state.retriesLeft, state.name));
                break;
            case DESTINATIONS:
                sink.level(metric, metrics.meters.apart().size());
                break;
            case DESTINATIONS_LIMIT:
                sink.level(metric, metrics.meters.maxDestinations());
                break;
            case OBSERVED_OPERATIONS:
                sink.level(metric, metrics.observedOperations());
                break;
            case OBSERVED_OPERATIONS_LIMIT:
                sink.level(metric, Observations.MOST_OPERATIONS);
                break;
            case RELOADS:
                sink.count(metric, metrics.configuration.appliedReloads(), "applied");
                sink.count(metric, metrics.configuration.refusedReloads(), "refused");
                break;
            case CONFIGURATION_AGE:
                sink.level(metric, metrics.configuration.ageSeconds());
                break;
            case CONFIGURATION_UP_TO_DATE:
                sink.level(metric, metrics.configuration.isUpToDate() ? 1 : 0);
                break;
            case AGENT_INFO:
                sink.level(metric, 1, metrics.version, metrics.configuration.mode());
                break;
            default:
                throw new AssertionError(metric);
        }
    }

    private void requests(Metric metric, boolean ofDatabases, MetricSink sink) {
        eachMethod((meter, method) -> {
            if (method.isDatabase == ofDatabases) {
                for (StatusCounts.Count count : method.statuses.counts()) {
                    sink.count(metric, count.sum(), method.method, meter.name, count.label);
                }
            }
        });
    }

    private void durations(Metric metric, boolean ofDatabases, MetricSink sink) {
        eachMethod((meter, method) -> {
            if (method.isDatabase == ofDatabases) {
                sink.durations(metric, method.durations.read(), method.method, meter.name);
            }
        });
    }

    private static long deadlinesExceeded(DestinationMeter meter, boolean enforced) {
        return meter.interventions.count(InterventionKind.DEADLINE_EXCEEDED, enforced);
    }

    private static void interventions(DestinationMeter meter, MetricSink sink) {
        for (InterventionKind kind : InterventionKind.values()) {
            tellIntervention(meter, kind, true, sink);
            tellIntervention(meter, kind, false, sink);
        }
    }

    private static void tellIntervention(
            DestinationMeter meter, InterventionKind kind, boolean enforced, MetricSink sink) {
        long count = meter.interventions.count(kind, enforced);
        if (count > 0) {
            sink.count(Metric.INTERVENTIONS, count, kind.word(), enforced ? ENFORCED : OBSERVED, meter.name);
        }
    }

    private static void breakers(LiveState state, MetricSink sink) {
        state.breakers.forEach((scope, current) -> {
            for (CircuitState each : CircuitState.values()) {
                String word = LiveState.WORDS.getOrDefault(each, each.name());
                sink.level(Metric.CIRCUIT_BREAKER_STATE, each == current ? 1 : 0, state.name, scope, word);
            }
        });
    }

    private void eachDestination(Consumer<DestinationMeter> action) {
        metrics.meters.apart().forEach(action);
        action.accept(metrics.meters.others());
    }

    private void eachMethod(MethodAction action) {
        eachDestination(meter -> meter.methods().forEach(method -> action.accept(meter, method)));
    }

    @FunctionalInterface
    private interface MethodAction {
        void accept(DestinationMeter meter, MethodMeter method);
    }
}
