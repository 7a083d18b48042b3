package io.breakwater.instrumentation.jdbc.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.jdbc.CallNotPermittedException;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DatabaseFaults;
import io.breakwater.instrumentation.jdbc.kit.Observation;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Conflicts, which are the application's own business, and the breaker. */
final class PolicyFaults {
    /** Long enough for all that has to happen meanwhile on a busy machine. */
    private static final Duration OPEN = Duration.ofSeconds(2);

    private PolicyFaults() {}

    static Rules conflicts() {
        return reads().breakerAfter(1);
    }

    static Rules reads() {
        return ConnectFaults.limits().readAttempts(3);
    }

    static Seen deadlock(Stage stage, Agent agent) throws Exception {
        try (Connection other = stage.connect()) {
            Seen seen = stage.seen(Limit.soon(), connection -> {
                try {
                    return stage.database().deadlock(connection, other, stage.table());
                } finally {
                    Stage.close(other);
                }
            });

            assertConflict(stage, agent, seen);
            return seen;
        }
    }

    static Seen serialization(Stage stage, Agent agent) throws Exception {
        Seen seen = stage.seen(
                Limit.soon(), connection -> stage.database().serializationFailure(connection, stage.table()));

        assertConflict(stage, agent, seen);
        return seen;
    }

    private static void assertConflict(Stage stage, Agent agent, Seen seen) {
        assertThat(seen.observation().sqlState()).as("%s", seen).isIn("40001", "40P01");
        assertThat(agent.interventions(InterventionKind.RETRY)).isEmpty();
        assertThat(agent.stateOf(stage.url())).isEqualTo(CircuitState.CLOSED);
    }

    /** On a connection that is new, because only of such a one it is known that there is no transaction. */
    static Seen read(Stage stage, Agent agent) throws Exception {
        stage.empty(proxy -> {});
        String read = stage.database().readRolledBackTwice();

        Seen seen =
                stage.seen(Limit.soon(), connection -> Observation.of(() -> DatabaseFaults.number(connection, read)));

        assertThat(seen.observation().failure()).isNull();
        assertThat(seen.observation().result()).as("executions").isEqualTo(3L);
        QueryFaults.assertIntervened(stage, agent, InterventionKind.RETRY);
        return seen;
    }

    static Rules breaker() {
        return ConnectFaults.limits().breakerAfter(2).openFor(OPEN);
    }

    /** Two sessions are ended from outside; a third connection is sound. */
    static Seen breaker(Stage stage, Agent agent) throws Exception {
        stage.recover();
        List<Connection> all = stage.connectAll();
        long session = stage.database().session(all.get(2));
        for (Connection connection : all.subList(0, 2)) {
            stage.database().kill(stage.database().session(connection));
        }
        for (Connection connection : all.subList(0, 2)) {
            assertThat(Observation.of(() -> insert(connection, stage)).hasFailed())
                    .isTrue();
        }
        assertThat(agent.stateOf(stage.url())).isEqualTo(CircuitState.OPEN);

        Observation observation = Observation.of(() -> insert(all.get(2), stage));

        boolean usable = all.get(2).isValid(1);
        Stage.close(all);
        Set<Long> after = stage.recover();
        assertThat(observation.failure()).isInstanceOf(CallNotPermittedException.class);
        assertThat(agent.stateOf(stage.url())).isEqualTo(CircuitState.CLOSED);
        assertThat(stage.rows()).isEqualTo(2);
        String pooled = after.contains(session) ? "kept" : "replaced";
        String state = stage.setting().hasPool() ? pooled : usable ? "usable" : "dead";
        return new Seen(Limit.soon(), observation.elapsedMillis(), observation, state);
    }

    private static Object insert(Connection connection, Stage stage) throws SQLException {
        DatabaseFaults.run(connection, "insert into " + stage.table() + " values (3, 7)");
        return null;
    }
}
