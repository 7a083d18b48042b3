package io.breakwater.config.examples;

import static io.breakwater.engine.FailureClass.CONNECTION_LOST;
import static io.breakwater.engine.FailureClass.CONNECT_FAILURE;
import static io.breakwater.engine.FailureClass.SERIALIZATION_FAILURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Outcome;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DatabasesBehindHikariCpTest {
    private static final String ORDERS = "jdbc:postgresql://pg.corp.example/orders";
    private static final String STOCK = "jdbc:mariadb://maria.corp.example/stock";
    private static final String REPORTS = "jdbc:mariadb://maria.corp.example/reports";
    private static final String FILE = "databases-behind-hikaricp.yaml";
    private static final Duration HOUR = Duration.ofHours(1);

    private final ExampleWorld world = new ExampleWorld(FILE);

    @Test
    void every_claim_is_shown() throws IOException {
        Claims.assertShown(FILE, DatabasesBehindHikariCpTest.class);
    }

    @Test
    @Claim("A statement to PostgreSQL is given up after 30 s, one to MariaDB after 10 s.")
    void statements_are_given_up() {
        assertTakes(Duration.ofSeconds(30), world.call("EXECUTE", ORDERS).takes(HOUR));
        assertTakes(Duration.ofSeconds(10), world.call("EXECUTE", STOCK).takes(HOUR));
    }

    @Test
    @Claim("A statement with a shorter timeout of its own keeps it.")
    void a_shorter_timeout_is_kept() {
        assertTakes(
                Duration.ofSeconds(3),
                world.call("SELECT", ORDERS).ownTimeout(Duration.ofSeconds(3)).takes(HOUR));
    }

    @Test
    @Claim("If PostgreSQL refuses a connection, it is asked twice more before the pool hears of it.")
    void a_connection_is_asked_for_three_times() {
        world.call("CONNECT", ORDERS).failsBy(CONNECT_FAILURE).assertPlays("3 sends, connect-failure");
        assertThat(world.elapsed()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    @Claim("A pure read that PostgreSQL rolled back, as the victim of a deadlock, is repeated once; a change never is.")
    void a_read_that_was_rolled_back_is_repeated() {
        Outcome good = Outcome.SUCCESS;
        world.call("SELECT", ORDERS).failsBy(SERIALIZATION_FAILURE, good).assertPlays("2 sends, success");
        world.call("EXECUTE", ORDERS).failsBy(SERIALIZATION_FAILURE, good).assertPlays("1 send, serialization-failure");
        world.call("SELECT", STOCK).failsBy(SERIALIZATION_FAILURE, good).assertPlays("1 send, serialization-failure");
    }

    @Test
    @Claim("After five lost connections in a row PostgreSQL is left alone for 2 s, or up to 20 % longer.")
    void a_database_that_is_away_is_left_alone() {
        for (int i = 0; i < 5; i++) {
            world.call("EXECUTE", ORDERS).failsBy(CONNECTION_LOST).assertPlays("1 send, connection-lost");
        }

        world.call("CONNECT", ORDERS).assertPlays("0 sends, refused");
        world.time.advance(Duration.ofSeconds(2));
        world.call("CONNECT", ORDERS).assertPlays("0 sends, refused");
        world.time.advance(Duration.ofMillis(400));
        world.call("CONNECT", ORDERS).assertPlays("1 send, 200");
        world.call("CONNECT", STOCK).assertPlays("1 send, 200");
    }

    @Test
    @Claim("A slow report of MariaDB may take 5 minutes: its schema has an entry of its own.")
    void a_report_takes_its_time() {
        world.call("SELECT", REPORTS).takes(Duration.ofMinutes(4)).assertPlays("1 send, 200");
        assertTakes(Duration.ofMinutes(5), world.call("SELECT", REPORTS).takes(HOUR));
    }

    @Test
    @Claim("Other databases are observed: nothing is changed.")
    void other_databases_are_observed() {
        for (int i = 0; i < 20; i++) {
            world.call("CONNECT", "jdbc:postgresql://pg.corp.example/other")
                    .failsBy(CONNECT_FAILURE)
                    .assertPlays("1 send, connect-failure");
        }
        assertThat(world.events()).isNotEmpty();
        world.assertOnlyObserved();
    }

    private void assertTakes(Duration expected, ExampleCall call) {
        Duration start = world.elapsed();
        call.assertPlays("1 send, attempt-timeout");
        assertThat(world.elapsed().minus(start)).isEqualTo(expected);
    }
}
