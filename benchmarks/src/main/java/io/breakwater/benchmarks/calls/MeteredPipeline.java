package io.breakwater.benchmarks.calls;

import io.breakwater.engine.Observers;
import io.breakwater.engine.event.InterventionListener;
import io.breakwater.telemetry.metrics.Meters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** {@link EnginePipeline} with the counters that the agent has, as in every process. */
@State(Scope.Benchmark)
public class MeteredPipeline extends EnginePipeline {
    public MeteredPipeline() {
        super(FixedPolicies.engine(Observers.of(InterventionListener.none()).withMeters(new Meters(1000))));
    }
}
