package io.breakwater.smoke.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A run of 30 s whose first request reached the server at 1,000,000; the outage lasts from the 10th to the 20th second. */
class FiguresTest {
    private static final long ZERO_MILLIS = 1_000_000;

    private final Plan plan = new Plan(30);
    private final Recording recording = new Recording();

    FiguresTest() {
        recording.arrival(ZERO_MILLIS + " 200");
    }

    @Test
    void answer_is_useful_within_a_second_of_being_due() {
        call(12_000, 1000, "200");
        call(12_010, 1001, "200");
        call(12_020, 5, "503");

        Sample outage = figures().outage();

        assertThat(outage.size()).isEqualTo(3);
        assertThat(outage.useful()).isEqualTo(1);
        assertThat(outage.late()).isEqualTo(1);
        assertThat(outage.failed()).isEqualTo(1);
    }

    /** The program had no thread free for nine seconds; its caller waited all the same. */
    @Test
    void waiting_for_a_thread_counts() {
        recording.call((ZERO_MILLIS + 11_000) + " 9000 20 200");

        assertThat(figures().outage().late()).isEqualTo(1);
    }

    @Test
    void calls_due_in_the_outage_or_just_after_it_are_apart() {
        call(9_999, 10, "200");
        call(10_000, 10, "503");
        call(21_999, 10, "503");
        call(22_000, 10, "200");

        assertThat(figures().outage().failed()).isEqualTo(2);
        assertThat(figures().flaky().size()).isEqualTo(2);
        assertThat(figures().flaky().failed()).isZero();
    }

    /** What waited in the outage and is answered in a burst is late, and no sign of health. */
    @Test
    void burst_of_late_answers_is_no_recovery() {
        for (int i = 0; i < 900; i++) {
            long due = 11_000 + i * 10L;
            call(due, 20_500 - due, "200");
        }
        for (int i = 0; i < 120; i++) {
            call(20_550 + i * 10, 20, "200");
        }

        assertThat(figures().secondsToRecover()).isEqualTo(0.55);
    }

    @Test
    void refused_calls_are_no_recovery() {
        for (int i = 0; i < 40; i++) {
            call(20_000 + i * 10, 0, "CallNotPermittedException");
        }
        for (int i = 0; i < 120; i++) {
            call(20_400 + i * 10, 20, "200");
        }

        assertThat(figures().secondsToRecover()).isEqualTo(0.35);
    }

    @Test
    void program_that_never_succeeds_never_recovers() {
        call(20_500, 20, "503");

        assertThat(figures().secondsToRecover()).isNegative();
    }

    @Test
    void requests_per_call_counts_what_the_server_saw_in_the_outage() {
        call(10_500, 20, "503");
        call(11_500, 20, "503");
        call(25_000, 20, "200");
        recording.arrival((ZERO_MILLIS + 10_501) + " 503");
        recording.arrival((ZERO_MILLIS + 10_520) + " 503");
        recording.arrival((ZERO_MILLIS + 11_501) + " 503");
        recording.arrival((ZERO_MILLIS + 25_001) + " 200");

        assertThat(figures().requestsPerCallInOutage()).isEqualTo(1.5);
    }

    @Test
    void second_of_the_run_counts_what_ended_in_it() {
        call(0, 20, "200");
        call(900, 200, "200");
        call(100, 1_500, "200");

        assertThat(figures().course().endedIn(0).useful()).isEqualTo(1);
        assertThat(figures().course().endedIn(1).useful()).isEqualTo(1);
        assertThat(figures().course().endedIn(1).late()).isEqualTo(1);
    }

    private void call(long dueMillis, long tookMillis, String outcome) {
        recording.call((ZERO_MILLIS + dueMillis) + " 0 " + tookMillis + " " + outcome);
    }

    private Figures figures() {
        return new Figures(plan, recording);
    }
}
