package io.breakwater.telemetry.metrics;

import io.breakwater.engine.DestinationSnapshot;
import io.breakwater.telemetry.observe.Observations;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that outlets can read: the counters, the live state of the engine, and what the agent says of itself.
 *
 * <p>Thread-safety: thread-safe. Errors: reading throws nothing that its sink does not throw.
 */
public final class Metrics {
    final Meters meters;
    private final Supplier<List<DestinationSnapshot>> state;
    final String version;
    final ConfigurationState configuration;
    private final @Nullable Observations observations;

    /**
     * @param state asked at each reading; may be slow
     * @param version of the agent
     * @param configuration asked at each reading
     */
    public Metrics(
            Meters meters,
            Supplier<List<DestinationSnapshot>> state,
            String version,
            ConfigurationState configuration) {
        this(meters, state, version, configuration, null);
    }

    private Metrics(
            Meters meters,
            Supplier<List<DestinationSnapshot>> state,
            String version,
            ConfigurationState configuration,
            @Nullable Observations observations) {
        this.meters = meters;
        this.state = state;
        this.version = version;
        this.configuration = configuration;
        this.observations = observations;
    }

    /** The same, with what is told of those that record. */
    public Metrics with(Observations recorded) {
        return new Metrics(meters, state, version, configuration, recorded);
    }

    int observedOperations() {
        return observations == null ? 0 : observations.operations();
    }

    /** One look at everything. Counters go on; the state of the engine is that of this moment. */
    public MetricReading read() {
        return new MetricReading(this, () -> LiveState.of(state.get(), meters));
    }

    /** From now on tells this one of the duration of each call, and the one before no more; null for nobody. */
    public void recordDurations(@Nullable DurationRecorder recorder) {
        meters.recordDurations(recorder);
    }

    /** One look at the counters alone: without the state of the engine, and so in a fraction of the time. */
    public MetricReading readCounters() {
        return new MetricReading(this, Collections::emptyList);
    }

    /** True once there is something to tell: a call was guarded. */
    public boolean hasDestinations() {
        return !meters.apart().isEmpty();
    }
}
