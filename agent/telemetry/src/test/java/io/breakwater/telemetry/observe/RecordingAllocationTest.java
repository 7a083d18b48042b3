package io.breakwater.telemetry.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.breakwater.engine.Destination;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.event.CallMeter;
import io.breakwater.engine.event.CallMeters;
import io.breakwater.engine.policy.RecordingScope;
import io.breakwater.engine.testing.VirtualTime;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What recording costs in memory, per call. */
class RecordingAllocationTest {
    private static final int CALLS = 100_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String[] PATHS = {"/v1/orders/17", "/v1/orders/18/items", "/health", "/v1/users/jane%20doe"};

    private final Observations observations =
            new Observations(CallMeters.none(), new VirtualTime(), RecordingScope.ALL, 1, 10);

    @Test
    void a_call_allocates_nothing_whatever_becomes_of_it() {
        assertThat(bytesPerCall(Outcome.ofStatus(200))).isLessThan(0.5);
        assertThat(bytesPerCall(Outcome.failed(FailureClass.RESET))).isLessThan(0.5);
    }

    /** There is no room for these paths: neither a lock nor an object is to be had for them. */
    @Test
    void a_path_that_there_is_no_room_for_allocates_nothing() {
        for (char name = 'a'; name < 'a' + 20; name++) {
            observations.of(Destination.of("http", "host", 80)).ofOperation("GET", "/" + name, true);
        }

        assertThat(bytesPerCall(Outcome.ofStatus(200))).isLessThan(0.5);
    }

    private double bytesPerCall(Outcome outcome) {
        record(outcome);
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        record(outcome);
        return (double) (THREADS.getThreadAllocatedBytes(thread) - before) / CALLS;
    }

    private void record(Outcome outcome) {
        CallMeter destination = observations.of(Destination.of("http", "host", 80));
        for (int call = 0; call < CALLS; call++) {
            CallMeter meter = destination.ofOperation("GET", PATHS[call % PATHS.length], true);
            meter.onAttempt("GET", outcome, call * 1_000L);
            meter.onCall("GET", outcome, false, 1, call * 1_000L, call * 10_000L);
        }
    }
}
