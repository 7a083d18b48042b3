package io.breakwater.telemetry.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.breakwater.engine.Destination;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.event.CallMeter;
import io.breakwater.engine.event.CallMeters;
import io.breakwater.engine.policy.RecordingScope;
import io.breakwater.engine.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObservationsTest {
    private static final Destination SHOP = Destination.of("https", "shop.example", 443);
    private static final Destination ORDERS = Destination.ofDatabase("jdbc:postgresql://pg.example/orders");
    private static final long MILLI = 1_000_000;

    private final Counting counting = new Counting();
    private final Observations observations =
            new Observations(counting, new VirtualTime(), RecordingScope.OBSERVED, 2, 100);

    private void call(Destination destination, String method, Outcome outcome, long millis, boolean observed) {
        CallMeter meter = observations.of(destination).ofOperation(method, "/", observed);
        meter.onAttempt(method, outcome, millis * MILLI);
        meter.onCall(method, outcome, false, 1, millis * MILLI, 0);
    }

    private ObservedOperation only() {
        List<ObservedDestination> destinations = observations.read().destinations();
        assertThat(destinations).hasSize(1);
        assertThat(destinations.get(0).operations()).hasSize(1);
        return destinations.get(0).operations().get(0);
    }

    @Test
    void durations_of_answers_and_of_failures_are_kept_apart() {
        for (int millis = 1; millis <= 1_000; millis++) {
            call(SHOP, "GET", Outcome.ofStatus(millis % 2 == 0 ? 200 : 404), millis, true);
        }
        call(SHOP, "GET", Outcome.failed(FailureClass.RESET), 60_000, true);
        call(SHOP, "GET", Outcome.ofStatus(500), 70_000, true);

        ObservedOperation seen = only();

        assertThat(seen.calls()).isEqualTo(1_002);
        assertThat(seen.answered().count()).isEqualTo(1_000);
        assertThat(seen.answered().nanosAt(0.5)).isBetween(500 * MILLI, 532 * MILLI);
        assertThat(seen.answered().nanosAt(0.999)).isBetween(999 * MILLI, 1_062 * MILLI);
        assertThat(seen.answered().longerThan(2_000 * MILLI)).isZero();
        assertThat(seen.failed().longerThan(2_000 * MILLI)).isEqualTo(2);
        assertThat(seen.failures()).containsExactly(entry("reset", 1L), entry("server-error", 1L));
    }

    @Test
    void what_the_application_gives_up_tells_nothing_of_the_host() {
        call(SHOP, "GET", Outcome.IGNORED, 5, true);

        assertThat(only().cancelled()).isEqualTo(1);
        assertThat(only().answered().count()).isZero();
        assertThat(only().failedCalls()).isZero();
    }

    @Test
    void calls_that_are_enforced_are_counted_and_nothing_else_is_kept_of_them() {
        call(SHOP, "GET", Outcome.ofStatus(200), 5, true);
        call(SHOP, "GET", Outcome.ofStatus(503), 5, false);
        call(SHOP, "GET", Outcome.ofStatus(200), 5, false);

        assertThat(observations.read().destinations().get(0).unrecorded()).isEqualTo(2);
        assertThat(only().calls()).isEqualTo(1);
        assertThat(only().failedCalls()).isZero();

        observations.clear();
        call(SHOP, "GET", Outcome.ofStatus(200), 5, true);
        assertThat(observations.read().destinations().get(0).unrecorded()).isZero();
    }

    @Test
    void repetitions_and_refusals_are_counted() {
        CallMeter meter = observations.of(SHOP).ofOperation("GET", "/", true);
        meter.onCall("GET", Outcome.ofStatus(200), false, 3, MILLI, 0);
        meter.onCall("GET", null, true, 0, 0, 0);

        assertThat(only().retries()).isEqualTo(2);
        assertThat(only().rejected()).isEqualTo(1);
        assertThat(only().calls()).isEqualTo(2);
    }

    @Test
    void kinds_of_statements_are_the_operations_of_a_database() {
        CallMeter meter = observations.of(ORDERS).ofOperation("SELECT", "", true);
        meter.onCall("SELECT", Outcome.failed(FailureClass.SERIALIZATION_FAILURE), false, 1, MILLI, 0);

        assertThat(only().method()).isEqualTo("SELECT");
        assertThat(only().path()).isEmpty();
        assertThat(only().failures()).containsExactly(entry("serialization-failure", 1L));
    }

    @Test
    void a_call_that_no_policy_observes_is_passed_on_and_not_recorded() {
        call(SHOP, "GET", Outcome.ofStatus(200), 5, false);

        assertThat(observations.read().destinations()).isEmpty();
        assertThat(counting.told).containsExactly("attempt GET", "call GET");
    }

    @Test
    void every_call_is_passed_on_to_the_meter_behind() {
        call(SHOP, "GET", Outcome.ofStatus(200), 5, true);

        assertThat(counting.told).containsExactly("attempt GET", "call GET");
    }

    @Test
    void destinations_beyond_the_limit_are_passed_on_and_not_recorded() {
        call(SHOP, "GET", Outcome.ofStatus(200), 5, true);
        call(ORDERS, "SELECT", Outcome.SUCCESS, 5, true);
        assertThat(observations.read().isFull()).isFalse();
        call(Destination.of("http", "third", 80), "GET", Outcome.ofStatus(200), 5, true);
        call(Destination.OTHER, "GET", Outcome.ofStatus(200), 5, true);

        assertThat(observations.read().destinations())
                .extracting(destination -> destination.destination().toString())
                .containsExactly("jdbc:postgresql://pg.example:5432/orders", "shop.example:443");
        assertThat(counting.told).hasSize(8);
        assertThat(observations.read().isFull()).isTrue();
    }

    /** The engine asks again for a destination that it had forgotten. */
    @Test
    void a_destination_that_comes_back_goes_on() {
        call(SHOP, "GET", Outcome.ofStatus(200), 5, true);
        observations.forget(SHOP);
        call(SHOP, "GET", Outcome.ofStatus(200), 5, true);

        assertThat(only().calls()).isEqualTo(2);
    }

    @Test
    void after_a_clear_all_begins_anew_with_the_meters_that_calls_have() {
        CallMeter meter = observations.of(SHOP).ofOperation("GET", "/", true);
        meter.onAttempt("GET", Outcome.ofStatus(200), MILLI);
        meter.onCall("GET", Outcome.ofStatus(200), false, 1, MILLI, 0);

        observations.clear();

        assertThat(observations.read().destinations()).isEmpty();
        meter.onCall("GET", Outcome.ofStatus(200), false, 1, MILLI, 0);
        assertThat(only().calls()).isEqualTo(1);
    }

    @Test
    void no_call_is_lost_among_threads() throws InterruptedException {
        int threads = 8;
        int calls = 20_000;
        int all = threads * calls;
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> running = new ArrayList<>();
        for (int index = 0; index < threads; index++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int call = 0; call < calls; call++) {
                    CallMeter meter = observations.of(SHOP).ofOperation("GET", "/v1/" + call % 40, true);
                    meter.onAttempt("GET", Outcome.ofStatus(200), MILLI);
                    meter.onCall("GET", Outcome.ofStatus(200), false, 1, MILLI, call * MILLI);
                }
            });
            thread.start();
            running.add(thread);
        }
        start.countDown();
        for (Thread thread : running) {
            thread.join();
        }

        assertThat(only().calls()).isEqualTo(all);
        assertThat(only().answered().count()).isEqualTo(all);
        assertThat(observations.read().destinations().get(0).series().cells().stream()
                        .mapToInt(ObservedSeries.Cell::calls)
                        .sum())
                .isEqualTo(all);
    }

    /** The engine's own bound is 2 KiB for a destination; what is recorded besides has this one. */
    @Test
    void an_operation_takes_three_and_a_half_kilobytes_at_most() {
        assertThat(Latencies.footprintBytes()).isLessThanOrEqualTo(3_584);
    }

    /** Remembers what it was told. */
    private static final class Counting implements CallMeters, CallMeter {
        final List<String> told = new ArrayList<>();

        @Override
        public CallMeter of(Destination destination) {
            return this;
        }

        @Override
        public void forget(Destination destination) {}

        @Override
        public synchronized void onAttempt(String method, Outcome outcome, long nanos) {
            if (told.size() < 100) {
                told.add("attempt " + method);
            }
        }

        @Override
        public synchronized void onCall(
                String method, @Nullable Outcome outcome, boolean rejected, int attempts, long nanos, long nowNanos) {
            if (told.size() < 100) {
                told.add("call " + method);
            }
        }
    }
}
