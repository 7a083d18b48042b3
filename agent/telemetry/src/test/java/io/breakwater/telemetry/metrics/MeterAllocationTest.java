package io.breakwater.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.event.CallMeter;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What counting costs in memory, per call. */
class MeterAllocationTest {
    private static final int CALLS = 100_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final CallMeter meter = new Meters(10).of(Traffic.INVENTORY);

    @Test
    void a_call_that_is_answered_allocates_nothing() {
        assertThat(bytesPerCall("GET", Outcome.ofStatus(200), false)).isLessThan(0.5);
    }

    @Test
    void neither_does_one_that_fails_or_is_refused_or_has_a_method_of_its_own() {
        assertThat(bytesPerCall("GET", Outcome.failed(FailureClass.RESET), false))
                .isLessThan(0.5);
        assertThat(bytesPerCall("GET", Outcome.ofStatus(503), true)).isLessThan(0.5);
        assertThat(bytesPerCall("FROBNICATE", Outcome.ofStatus(200), false)).isLessThan(0.5);
    }

    private double bytesPerCall(String method, Outcome outcome, boolean rejected) {
        count(method, outcome, rejected);
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        count(method, outcome, rejected);
        return (double) (THREADS.getThreadAllocatedBytes(thread) - before) / CALLS;
    }

    private void count(String method, Outcome outcome, boolean rejected) {
        for (int call = 0; call < CALLS; call++) {
            meter.onAttempt(method, outcome, call);
            meter.onCall(method, outcome, rejected, 2, call, call);
        }
    }
}
