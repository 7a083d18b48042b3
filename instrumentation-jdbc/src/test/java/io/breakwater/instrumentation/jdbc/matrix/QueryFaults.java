package io.breakwater.instrumentation.jdbc.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DatabaseFaults;
import io.breakwater.instrumentation.jdbc.kit.Observation;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import java.sql.SQLException;
import java.time.Duration;

/** A statement that does not end. */
final class QueryFaults {
    private static final Duration QUERY = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int SLEEP_SECONDS = 30;

    private QueryFaults() {}

    static Rules slow() {
        return ConnectFaults.limits().query(QUERY).grace(LONG);
    }

    static Seen slow(Stage stage, Agent agent) throws Exception {
        String sleep = stage.database().sleep(SLEEP_SECONDS);

        Seen seen = stage.seen(
                Limit.of(stage.setting(), QUERY.toMillis()),
                connection -> Observation.of(() -> DatabaseFaults.number(connection, sleep)));

        assertThat(seen.observation().failure()).isInstanceOf(SQLException.class);
        assertIntervened(stage, agent, InterventionKind.ATTEMPT_TIMEOUT);
        return seen;
    }

    static Rules silent() {
        return ConnectFaults.limits().query(QUERY).grace(GRACE);
    }

    static Seen blackHole(Stage stage, Agent agent) throws Exception {
        Seen seen = stage.seen(untilGivenUp(stage), connection -> {
            stage.proxy().blackHole();
            return Observation.of(() -> DatabaseFaults.number(connection, "select count(*) from " + stage.table()));
        });

        assertLost(seen);
        return seen;
    }

    /** Has the server hear it, and nobody hear the server. The row has a number that would not be in the way of another. */
    static Seen lostReply(Stage stage, Agent agent) throws Exception {
        String insert = "insert into " + stage.table() + " select max(id) + 1, 7 from " + stage.table();

        Seen seen = stage.seen(untilGivenUp(stage), connection -> {
            stage.proxy().loseNextReply();
            return Observation.of(() -> {
                DatabaseFaults.run(connection, insert);
                return null;
            });
        });

        assertLost(seen);
        assertThat(stage.rows()).as("rows, one of them inserted once").isEqualTo(3);
        return seen;
    }

    private static Limit untilGivenUp(Stage stage) {
        return Limit.of(stage.setting(), QUERY.plus(GRACE).toMillis());
    }

    private static void assertLost(Seen seen) {
        assertThat(seen.observation().failure()).as("%s", seen).isInstanceOf(SQLException.class);
        assertThat(seen.observation().sqlState()).as("%s", seen).startsWith("08");
    }

    /** Stopped under all callers at once, because it takes its time. */
    static Seen restart(Stage stage, Agent agent) throws Exception {
        String sleep = stage.database().sleep(SLEEP_SECONDS);
        Seen seen = stage.seen(Limit.ofServer(stage.setting()), connection -> {
            stage.outage().expect(stage.database().session(connection), "sleep(" + SLEEP_SECONDS);
            Observation observation = Observation.of(() -> DatabaseFaults.number(connection, sleep));
            long elapsedNanos = System.nanoTime() - stage.outage().stopNanos();
            stage.outage().awaitEnd();
            return observation.after(elapsedNanos);
        });

        assertThat(seen.observation().failure()).isInstanceOf(SQLException.class);
        return seen;
    }

    static Rules restart() {
        return ConnectFaults.limits().query(LONG).grace(LONG);
    }

    static void assertIntervened(Stage stage, Agent agent, InterventionKind kind) {
        String port = ":" + stage.proxy().port() + "/";
        assertThat(agent.interventions(kind))
                .as("%s: %s", stage.setting(), kind)
                .anyMatch(seen -> seen.destination().toString().contains(port));
    }
}
