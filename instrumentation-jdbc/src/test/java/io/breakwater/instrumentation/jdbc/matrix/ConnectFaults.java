package io.breakwater.instrumentation.jdbc.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DatabaseFaults;
import io.breakwater.instrumentation.jdbc.kit.Observation;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/** A connection that cannot be had. */
final class ConnectFaults {
    /** How long connections are refused: {@code -Dmatrix.outage=PT10S}. */
    static final Duration OUTAGE = Duration.parse(System.getProperty("matrix.outage", "PT1S"));

    /** For the connection and for the login. MySQL's driver does both to cancel, and lets nobody go on meanwhile. */
    private static final Duration LIMIT = Duration.ofMillis(700);

    private static final int ATTEMPTS = 10;

    /** Nine of them outlast the outage. */
    private static final Duration BACKOFF = Duration.ofMillis(Math.max(200, OUTAGE.toMillis() / 8));

    private static final int SIZE = Stage.SIZE;

    private ConnectFaults() {}

    /** Holds for all faults, because connections outlive them. */
    static Rules limits() {
        return Rules.none().connect(LIMIT).login(LIMIT);
    }

    static Seen unanswered(Stage stage, Agent agent) throws Exception {
        return inVain(stage, proxy -> proxy.fillBacklog());
    }

    static Seen mute(Stage stage, Agent agent) throws Exception {
        return inVain(stage, proxy -> proxy.acceptAndStayMute());
    }

    private static Seen inVain(Stage stage, Stage.Faulty port) throws Exception {
        stage.empty(port);
        Limit limit = stage.setting().connectsInCaller() ? Limit.of(stage.setting(), LIMIT.toMillis()) : Limit.ofPool();

        Observation observation = Observation.of(stage::connect);

        stage.proxy().accept();
        stage.recover();
        assertThat(observation.failure()).isInstanceOf(SQLException.class);
        return new Seen(limit, observation.elapsedMillis(), observation, "never was one");
    }

    static Rules refused() {
        return limits().connectAttempts(ATTEMPTS).backoff(BACKOFF);
    }

    static Seen refused(Stage stage, Agent agent) throws Exception {
        stage.empty(proxy -> proxy.refuse());
        FutureTask<Long> end = DatabaseFaults.started(() -> {
            LockSupport.parkNanos(OUTAGE.toNanos());
            stage.proxy().accept();
            return System.nanoTime();
        });

        Observation observation = Observation.of(() -> {
            try (Connection connection = stage.connect()) {
                return stage.database().session(connection);
            }
        });

        long elapsedNanos = System.nanoTime() - DatabaseFaults.join(end);
        Set<Long> after = stage.recover();
        assertThat(observation.failure()).isNull();
        QueryFaults.assertIntervened(stage, agent, InterventionKind.RETRY);
        if (stage.setting().hasPool()) {
            assertThat(after).contains((Long) observation.result());
        }
        return new Seen(Limit.afterOutage(BACKOFF.toMillis()), elapsedNanos / 1_000_000, observation, "new");
    }

    static Rules exhausted() {
        return limits().connectAttempts(3).backoff(BACKOFF).breakerAfter(1);
    }

    static Seen exhausted(Stage stage, Agent agent) throws Exception {
        Set<Long> before = stage.recover();
        List<Connection> all = stage.connectAll();
        int connections = stage.proxy().acceptedConnections();

        Observation observation = Observation.of(stage::connect);

        Stage.close(all);
        assertThat(observation.failure()).isInstanceOf(SQLException.class);
        assertThat(stage.proxy().acceptedConnections()).isEqualTo(connections);
        assertThat(agent.stateOf(stage.url())).isEqualTo(CircuitState.CLOSED);
        assertThat(stage.recover()).hasSize(SIZE).isEqualTo(before);
        return new Seen(Limit.ofPool(), observation.elapsedMillis(), observation, "kept");
    }
}
