package io.breakwater.config.examples;

import static io.breakwater.engine.FailureClass.CONNECT_FAILURE;
import static io.breakwater.engine.FailureClass.RESET;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Outcome;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TomcatMonolithTest {
    private static final String OUTSIDE = "http://somebody.example/";
    private static final String INSIDE = "http://stock.corp.example:8080/";
    private static final String FILE = "tomcat-monolith.yaml";
    private static final Duration HOUR = Duration.ofHours(1);

    private final ExampleWorld world = new ExampleWorld(FILE);

    @Test
    void every_claim_is_shown() throws IOException {
        Claims.assertShown(FILE, TomcatMonolithTest.class);
    }

    @Test
    @Claim("A call to any host that would have waited for ever is given up 30 s after it was sent.")
    void no_call_waits_for_ever() {
        for (String url : new String[] {OUTSIDE, INSIDE}) {
            Duration start = world.elapsed();
            world.call("POST", url).takes(HOUR).assertPlays("1 send, attempt-timeout");
            assertThat(world.elapsed().minus(start)).isEqualTo(Duration.ofSeconds(30));
        }
    }

    @Test
    @Claim("A call with a timeout of its own, however long, keeps it.")
    void a_timeout_of_its_own_is_kept() {
        world.call("GET", OUTSIDE)
                .ownTimeout(Duration.ofMinutes(5))
                .takes(Duration.ofMinutes(4))
                .assertPlays("1 send, 200");
        world.call("GET", INSIDE).ownTimeout(Duration.ofMinutes(5)).takes(HOUR).assertPlays("1 send, attempt-timeout");
        assertThat(world.elapsed()).isEqualTo(Duration.ofMinutes(9));
    }

    @Test
    @Claim("What a host outside of the company answers is left alone: a 503 is not repeated.")
    void what_comes_from_outside_is_left_alone() {
        for (int i = 0; i < 30; i++) {
            world.call("GET", OUTSIDE).answeredBy(503, 200).assertPlays("1 send, 503");
            world.call("GET", OUTSIDE).failsBy(CONNECT_FAILURE).assertPlays("1 send, connect-failure");
        }
        assertThat(world.events()).isNotEmpty();
        world.assertOnlyObserved();
    }

    @Test
    @Claim("A refused connection inside of the company is tried once more, for any method.")
    void a_refused_connection_is_tried_once_more() {
        for (String method : new String[] {"GET", "POST", "PATCH"}) {
            world.call(method, INSIDE)
                    .failsBy(CONNECT_FAILURE, Outcome.ofStatus(200))
                    .assertPlays("2 sends, 200");
        }
        world.call("GET", INSIDE).failsBy(CONNECT_FAILURE).assertPlays("2 sends, connect-failure");
    }

    @Test
    @Claim("A POST that may have arrived is not repeated.")
    void a_post_that_may_have_arrived_is_not_repeated() {
        world.call("POST", INSIDE).failsBy(RESET, Outcome.ofStatus(200)).assertPlays("1 send, reset");
        world.call("POST", INSIDE).answeredBy(503, 200).assertPlays("1 send, 503");
    }

    @Test
    @Claim(
            "After ten failures in a row a host inside of the company is left alone, so that Tomcat's threads do not wait for it.")
    void a_host_that_is_down_is_left_alone() {
        for (int i = 0; i < 10; i++) {
            world.call("GET", INSIDE).answeredBy(503).assertPlays("1 send, 503");
        }
        Duration start = world.elapsed();

        world.call("GET", INSIDE).takes(HOUR).assertPlays("0 sends, refused");

        assertThat(world.elapsed()).isEqualTo(start);
        world.call("GET", "http://other.corp.example/").assertPlays("1 send, 200");
    }

    @Test
    @Claim("At most 40 of Tomcat's threads are at one of these hosts at a time; the next is refused at once.")
    void one_host_does_not_take_all_threads() {
        Nested.calls(
                40,
                world,
                () -> {
                    world.call("GET", INSIDE).assertPlays("0 sends, refused");
                    world.call("GET", "http://other.corp.example/").assertPlays("1 send, 200");
                },
                "GET",
                INSIDE);
    }

    @Test
    @Claim("The report server may take 10 minutes.")
    void reports_take_their_time() {
        world.call("GET", "http://reports.corp.example/")
                .takes(Duration.ofMinutes(9))
                .assertPlays("1 send, 200");
        world.call("GET", "http://reports.corp.example/").takes(HOUR).assertPlays("1 send, attempt-timeout");
        assertThat(world.elapsed()).isEqualTo(Duration.ofMinutes(19));
    }
}
