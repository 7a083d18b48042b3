package io.breakwater.config.examples;

import static io.breakwater.engine.FailureClass.CONNECT_FAILURE;
import static io.breakwater.engine.FailureClass.RESET;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.policy.TimeoutPolicy;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchExportTest {
    private static final String EXPORT = "https://warehouse.corp.example/v1/export";
    private static final String FILE = "batch-export.yaml";

    private final ExampleWorld world = new ExampleWorld(FILE);

    @Test
    void every_claim_is_shown() throws IOException {
        Claims.assertShown(FILE, BatchExportTest.class);
    }

    /** With no limit on the attempt as a whole, what is left is the wait for the head, and between two parts of the body. */
    @Test
    @Claim("An export may take three hours.")
    void an_export_takes_its_time() {
        Guard guard = world.guard("GET", EXPORT);

        assertThat(guard).isNotNull();
        TimeoutPolicy timeouts = guard.policy().timeouts();
        assertThat(timeouts.attemptNanos()).isEqualTo(TimeoutPolicy.NONE);
        assertThat(timeouts.totalNanos()).isEqualTo(TimeoutPolicy.NONE);
        assertThat(timeouts.idleNanos()).isEqualTo(Duration.ofMinutes(5).toNanos());
    }

    @Test
    @Claim("One that is not begun within 15 minutes is given up, and asked for again.")
    void one_that_is_not_begun_is_asked_for_again() {
        world.call("GET", EXPORT).takes(Duration.ofHours(1)).assertPlays("5 sends, attempt-timeout");
        assertThat(world.elapsed()).isBetween(Duration.ofMinutes(75), Duration.ofMinutes(78));
    }

    @Test
    @Claim("A server that asks for a wait of two minutes is waited for.")
    void a_server_that_asks_for_a_wait_is_waited_for() {
        Outcome later =
                Outcome.ofStatus(503).withRetryAfter(Duration.ofMinutes(2).toNanos());

        world.call("GET", EXPORT).answeredBy(later, Outcome.ofStatus(200)).assertPlays("2 sends, 200");

        assertThat(world.elapsed()).isEqualTo(Duration.ofMinutes(2));
    }

    /** With equal jitter a backoff takes at least half of what it may: 2.5, 5, 10 and 20 s, and here three quarters. */
    @Test
    @Claim("A server that is not there is asked five times, over more than half a minute.")
    void a_server_that_is_not_there_is_asked_five_times() {
        world.call("GET", EXPORT).failsBy(CONNECT_FAILURE).assertPlays("5 sends, connect-failure");
        assertThat(world.elapsed()).isBetween(Duration.ofSeconds(37), Duration.ofSeconds(75));
    }

    @Test
    @Claim("The fifth export at a time waits for one of the four before it.")
    void the_fifth_waits() {
        Nested.calls(
                4,
                world,
                () -> {
                    Duration start = world.elapsed();
                    world.call("GET", EXPORT).assertPlays("0 sends, refused");
                    assertThat(world.elapsed().minus(start)).as("nobody went").isEqualTo(Duration.ofHours(2));
                },
                "GET",
                EXPORT);
        world.call("GET", EXPORT).assertPlays("1 send, 200");
    }

    @Test
    @Claim("What is sent to the server with a POST is not repeated once it may have arrived.")
    void a_post_is_not_repeated() {
        world.call("POST", EXPORT).failsBy(RESET, Outcome.ofStatus(200)).assertPlays("1 send, reset");
        world.call("POST", EXPORT)
                .failsBy(CONNECT_FAILURE, Outcome.ofStatus(200))
                .assertPlays("2 sends, 200");
    }

    @Test
    @Claim("Nothing but the warehouse is touched.")
    void nothing_else_is_touched() {
        for (int i = 0; i < 20; i++) {
            world.call("GET", "https://other.corp.example/")
                    .answeredBy(503, 200)
                    .assertPlays("1 send, 503");
        }
        world.assertOnlyObserved();
    }
}
