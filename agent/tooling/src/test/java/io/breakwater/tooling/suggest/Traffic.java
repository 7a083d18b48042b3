package io.breakwater.tooling.suggest;

import io.breakwater.config.Configuration;
import io.breakwater.engine.Destination;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.event.CallMeter;
import io.breakwater.engine.event.CallMeters;
import io.breakwater.engine.policy.RecordingScope;
import io.breakwater.engine.testing.VirtualTime;
import io.breakwater.telemetry.observe.Observations;
import java.util.Collections;
import java.util.concurrent.TimeUnit;

/** Calls that are observed, one after the other, in virtual time. */
final class Traffic {
    final VirtualTime time = new VirtualTime();
    final Observations observations = new Observations(CallMeters.none(), time, RecordingScope.OBSERVED);

    /** A call ends now. */
    Traffic call(Destination destination, String method, String path, Outcome outcome, double millis) {
        long nanos = (long) (millis * 1_000_000);
        CallMeter meter = observations.of(destination).ofOperation(method, path, true);
        meter.onAttempt(method, outcome, nanos);
        meter.onCall(method, outcome, false, 1, nanos, time.nanoTime());
        return this;
    }

    /** A call on which policies are enforced ends now. */
    Traffic enforced(Destination destination, String method, String path, Outcome outcome) {
        observations
                .of(destination)
                .ofOperation(method, path, false)
                .onCall(method, outcome, false, 1, 1_000_000, time.nanoTime());
        return this;
    }

    /** The same many times, spread over a span. */
    Traffic calls(int count, Destination destination, String method, String path, Outcome outcome, double millis) {
        for (int call = 0; call < count; call++) {
            call(destination, method, path, outcome, millis);
            after(10);
        }
        return this;
    }

    Traffic after(long millis) {
        time.advanceNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        return this;
    }

    Suggestion suggestion() {
        return suggestion(SuggestOptions.standard());
    }

    Suggestion suggestion(SuggestOptions options) {
        return Suggester.suggest(observations.read(), Collections.emptyList(), Configuration.builtIn(), options);
    }
}
