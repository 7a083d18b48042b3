package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import io.breakwater.instrumentation.kit.Waiting;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a connection on which statements are watched. */
class SilenceWatchTest {
    private static final long AT_ONCE = 1;
    private static final long FAR = Duration.ofHours(1).toNanos();

    private final Agent agent = Agent.with(Rules.none());
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Queue<String> threads = new ConcurrentLinkedQueue<>();
    private final Connection connection = connection(null);

    @AfterEach
    void end() {
        agent.close();
    }

    @Test
    void it_is_given_up_once_the_time_is_over_and_not_in_the_timers_thread() {
        new SilenceWatch(agent.engine(), connection).begin(AT_ONCE);

        Waiting.until(() -> asked.contains("abort"));
        assertThat(threads).containsExactly("breakwater-elsewhere");
    }

    @Test
    void it_is_left_alone_when_its_statement_has_ended() {
        SilenceWatch watch = new SilenceWatch(agent.engine(), connection);
        watch.begin(FAR);
        watch.end();

        watch.run();

        assertThat(watch.begin(FAR)).as("the next one is watched").isTrue();
        assertThat(asked).isEmpty();
    }

    @Test
    void a_statement_after_a_quick_one_has_a_time_of_its_own() {
        SilenceWatch watch = new SilenceWatch(agent.engine(), connection);
        watch.begin(FAR);
        watch.end();

        watch.begin(AT_ONCE);

        Waiting.until(() -> asked.contains("abort"));
        assertThat(watch.begin(FAR)).as("watched after it was given up").isFalse();
    }

    @Test
    void of_two_statements_at_once_the_first_alone_is_watched() {
        SilenceWatch watch = new SilenceWatch(agent.engine(), connection);

        assertThat(watch.begin(FAR)).isTrue();
        assertThat(watch.begin(AT_ONCE)).isFalse();
    }

    @Test
    void a_look_that_comes_too_early_is_taken_again() {
        SilenceWatch watch = new SilenceWatch(agent.engine(), connection);
        watch.begin(Duration.ofMillis(50).toNanos());

        watch.run();

        Waiting.until(() -> asked.contains("abort"));
    }

    @Test
    void a_driver_that_refuses_is_told_of() {
        Connection refusing = connection(new SQLException("not supported"));

        new SilenceWatch(agent.engine(), refusing).begin(AT_ONCE);

        Waiting.until(() -> !agent.interventions(InterventionKind.FAIL_OPEN).isEmpty());
        assertThat(refusing).isNotNull();
    }

    private Connection connection(SQLException refusal) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    threads.add(Thread.currentThread().getName());
                    asked.add(method.getName());
                    if (refusal != null) {
                        throw refusal;
                    }
                    return null;
                });
    }
}
