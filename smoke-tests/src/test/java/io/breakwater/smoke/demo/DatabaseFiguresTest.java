package io.breakwater.smoke.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.smoke.demo.DatabasePlan.Turn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A run of 30 s whose first call was due at 1,000,000. Statements stall until the 9th second; the server is down from the
 * 12th on, and up again only in the 17th; the network is silent from the 21st to the 24th.
 */
class DatabaseFiguresTest {
    private static final long ZERO_MILLIS = 1_000_000;

    private final DatabasePlan plan = new DatabasePlan(30);
    private final DatabaseEvents events = new DatabaseEvents();
    private final List<Call> calls = new ArrayList<>();
    private List<Integer> rows = List.of();

    DatabaseFiguresTest() {
        event(10, "stalling");
        event(9_000, "flowing");
        event(12_000, "down");
        event(17_000, "up");
        event(21_000, "silent");
        event(24_000, "heard");
        call(0, 20, "ok");
    }

    @Test
    void an_outage_lasts_until_the_server_is_really_up_and_a_moment_longer() {
        call(11_999, 20, "ok");
        call(12_000, 500, "SQLTransientConnectionException/null");
        call(18_999, 500, "SQLTransientConnectionException/null");
        call(19_000, 20, "ok");

        DatabaseFigures figures = figures();

        assertThat(figures.outage(Turn.DOWN, Turn.UP).size()).isEqualTo(2);
        assertThat(figures.outage(Turn.DOWN, Turn.UP).failed()).isEqualTo(2);
        assertThat(figures.millisBetween(Turn.DOWN, Turn.UP)).isEqualTo(5_000);
    }

    @Test
    void callers_hang_whether_they_are_answered_in_the_end_or_not() {
        call(21_000, 1_000, "ok");
        call(21_010, 1_001, "ok");
        call(21_020, 1_001, "PSQLException/08006");
        call(21_030, 11_000, "unfinished");

        Sample silence = figures().outage(Turn.SILENT, Turn.HEARD);

        assertThat(silence.hanging()).isEqualTo(3);
        assertThat(silence.failed()).isEqualTo(2);
        assertThat(silence.endedWithinMillis(1)).isEqualTo(11_000);
        assertThat(silence.hasUnfinished()).isTrue();
    }

    @Test
    void stalls_count_from_when_they_began_to_when_they_ended() {
        call(5, 3_000, "ok");
        call(10, 3_000, "ok");
        call(8_999, 500, "PSQLException/57014");
        call(9_000, 3_000, "ok");

        Sample stalling = figures().stalling();

        assertThat(stalling.size()).isEqualTo(2);
        assertThat(stalling.late()).isEqualTo(1);
        assertThat(stalling.failed()).isEqualTo(1);
    }

    @Test
    void recovery_counts_from_the_end_of_each_outage() {
        for (int i = 0; i < 120; i++) {
            call(18_200 + i * 10, 20, "ok");
            call(24_480 + i * 10, 20, "ok");
        }

        assertThat(figures().secondsToRecoverFrom(Turn.UP)).isEqualTo(0.25);
        assertThat(figures().secondsToRecoverFrom(Turn.HEARD)).isZero();
    }

    /** What works again only after the next outage has not recovered from this one. */
    @Test
    void recovery_from_a_restart_must_come_before_the_silence() {
        for (int i = 0; i < 120; i++) {
            call(24_480 + i * 10, 20, "ok");
        }

        assertThat(figures().secondsToRecoverFrom(Turn.UP)).isNegative();
    }

    @Test
    void what_reaches_the_network_in_an_outage_counts_and_nothing_else_does() {
        event(11_000, "connection");
        event(12_500, "connection");
        event(16_999, "connection");
        event(17_000, "connection");
        event(11_000, "message");
        event(12_500, "message");
        event(23_000, "message");
        event(24_000, "message");
        call(12_400, 500, "SQLTransientConnectionException/null");
        call(22_900, 500, "SQLTransientConnectionException/null");
        call(22_910, 500, "SQLTransientConnectionException/null");
        call(22_920, 500, "SQLTransientConnectionException/null");

        DatabaseFigures figures = figures();

        assertThat(figures.connectionsBetween(Turn.DOWN, Turn.UP)).isEqualTo(2);
        assertThat(figures.messagesPerCallInOutages()).isEqualTo(0.5);
    }

    @Test
    void a_customer_with_two_rows_is_an_insert_done_twice() {
        sale(5, "ok");
        sale(10, "ok");
        rows = List.of(5, 5, 10);

        assertThat(figures().answeredSales()).isEqualTo(2);
        assertThat(figures().rows()).isEqualTo(3);
        assertThat(figures().rowsTooMany()).isEqualTo(1);
        assertThat(figures().rowsMissing()).isZero();
    }

    @Test
    void an_answered_insert_without_a_row_is_missing_and_one_without_an_answer_is_not() {
        sale(5, "ok");
        sale(10, "PSQLException/08006");
        sale(15, "PSQLException/08006");
        rows = List.of(15);

        assertThat(figures().rowsMissing()).isEqualTo(1);
        assertThat(figures().rowsTooMany()).isZero();
    }

    @Test
    void while_a_turn_has_not_come_it_counts_as_planned() {
        DatabaseEvents none = new DatabaseEvents();

        DatabaseFigures figures = new DatabaseFigures(plan, calls, none, rows);

        assertThat(figures.millisBetween(Turn.DOWN, Turn.UP)).isEqualTo(3_000);
    }

    private void event(long millis, String what) {
        events.line((ZERO_MILLIS + millis) + " " + what);
    }

    private void call(long dueMillis, long tookMillis, String outcome) {
        calls.add(Call.parse((ZERO_MILLIS + dueMillis) + " 0 " + tookMillis + " " + outcome + " -"));
    }

    private void sale(int customer, String outcome) {
        calls.add(Call.parse((ZERO_MILLIS + customer) + " 0 20 " + outcome + " " + customer));
    }

    private DatabaseFigures figures() {
        return new DatabaseFigures(plan, calls, events, rows);
    }
}
