package io.breakwater.config.examples;

import static io.breakwater.engine.FailureClass.CONNECT_FAILURE;
import static io.breakwater.engine.FailureClass.RESET;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Outcome;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaymentApiTest {
    private static final String CHARGES = "https://api.payments.example/v1/charges";
    private static final String KEY = "Idempotency-Key";
    private static final String FILE = "payment-api.yaml";

    private final ExampleWorld world = new ExampleWorld(FILE);

    @Test
    void every_claim_is_shown() throws IOException {
        Claims.assertShown(FILE, PaymentApiTest.class);
    }

    /** That it is the same key on the wire is shown with a real client, in the smoke tests. */
    @Test
    @Claim("A POST with an Idempotency-Key is sent again after a 503, with the same key.")
    void a_post_with_a_key_is_sent_again() {
        world.call("POST", CHARGES).withKey(KEY).answeredBy(503, 201).assertPlays("2 sends, 201");
        world.call("POST", CHARGES)
                .withKey(KEY)
                .failsBy(RESET, Outcome.ofStatus(201))
                .assertPlays("2 sends, 201");
    }

    @Test
    @Claim("A POST without a key is sent once, unless the connection was refused: then nothing had been sent.")
    void a_post_without_a_key_is_sent_once() {
        world.call("POST", CHARGES).answeredBy(503, 201).assertPlays("1 send, 503");
        world.call("POST", CHARGES).failsBy(RESET, Outcome.ofStatus(201)).assertPlays("1 send, reset");
        world.call("POST", CHARGES).withKey("X-Key").answeredBy(503, 201).assertPlays("1 send, 503");
        world.call("POST", CHARGES)
                .failsBy(CONNECT_FAILURE, Outcome.ofStatus(201))
                .assertPlays("2 sends, 201");
    }

    @Test
    @Claim("A 409 to a POST with a key says that the first request is still at work: it is asked again.")
    void a_conflict_is_asked_again() {
        world.call("POST", CHARGES).withKey(KEY).answeredBy(409, 201).assertPlays("2 sends, 201");
        world.call("POST", CHARGES).answeredBy(409, 201).assertPlays("1 send, 409");
    }

    @Test
    @Claim("An answer that says no, such as 402, is given to the application as it is.")
    void a_no_is_an_answer() {
        world.call("POST", CHARGES).withKey(KEY).answeredBy(402, 201).assertPlays("1 send, 402");
        world.call("POST", CHARGES).withKey(KEY).answeredBy(500, 201).assertPlays("1 send, 500");
        assertThat(world.events()).isEmpty();
    }

    @Test
    @Claim("A refund is sent once, whatever happens.")
    void a_refund_is_sent_once() {
        String refund = "https://api.payments.example/v1/refunds/7";
        world.call("POST", refund).withKey(KEY).answeredBy(503, 201).assertPlays("1 send, 503");
        world.call("POST", refund)
                .withKey(KEY)
                .failsBy(CONNECT_FAILURE, Outcome.ofStatus(201))
                .assertPlays("1 send, connect-failure");
    }

    @Test
    @Claim("After five failures in a row calls are refused for 5 s, or up to 20 % longer, and then one call finds out.")
    void after_five_failures_calls_are_refused() {
        for (int i = 0; i < 5; i++) {
            world.call("POST", CHARGES).answeredBy(503).assertPlays("1 send, 503");
        }

        world.call("POST", CHARGES).assertPlays("0 sends, refused");
        world.time.advance(Duration.ofSeconds(5));
        world.call("POST", CHARGES).assertPlays("0 sends, refused");
        world.time.advance(Duration.ofSeconds(1));
        world.call("POST", CHARGES).assertPlays("1 send, 200");
        world.call("POST", CHARGES).assertPlays("1 send, 200");
    }

    @Test
    @Claim("Of 21 calls at a time the last waits 250 ms for a place, and is refused then.")
    void the_last_of_too_many_waits_and_is_refused() {
        Nested.calls(
                20,
                world,
                () -> {
                    Duration start = world.elapsed();
                    world.call("GET", CHARGES).assertPlays("0 sends, refused");
                    assertThat(world.elapsed().minus(start)).isEqualTo(Duration.ofMillis(250));
                },
                "GET",
                CHARGES);
    }

    @Test
    @Claim("Other hosts are observed: nothing is changed.")
    void other_hosts_are_observed() {
        for (int i = 0; i < 20; i++) {
            world.call("GET", "https://api.other.example/").answeredBy(503).assertPlays("1 send, 503");
            world.call("GET", "http://api.payments.example/")
                    .failsBy(CONNECT_FAILURE)
                    .assertPlays("1 send, connect-failure");
        }
        assertThat(world.events()).isNotEmpty();
        world.assertOnlyObserved();
    }
}
