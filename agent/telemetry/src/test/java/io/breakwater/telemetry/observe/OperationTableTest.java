package io.breakwater.telemetry.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Destination;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.event.CallMeter;
import io.breakwater.engine.event.CallMeters;
import io.breakwater.engine.policy.RecordingScope;
import io.breakwater.engine.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which operations there are, as they are read in the end. */
class OperationTableTest {
    private static final Destination SHOP = Destination.of("https", "shop.example", 443);
    private static final long MILLI = 1_000_000;

    private final Observations observations =
            new Observations(CallMeters.none(), new VirtualTime(), RecordingScope.ALL, 10, 100);

    private void call(String method, String path) {
        CallMeter meter = observations.of(SHOP).ofOperation(method, path, true);
        meter.onAttempt(method, Outcome.ofStatus(200), MILLI);
        meter.onCall(method, Outcome.ofStatus(200), false, 1, MILLI, 0);
    }

    private List<String> operations() {
        List<String> operations = new ArrayList<>();
        for (ObservedDestination destination : observations.read().destinations()) {
            for (ObservedOperation operation : destination.operations()) {
                operations.add((operation.method() + " " + operation.path()).trim() + " " + operation.calls());
            }
        }
        return operations;
    }

    @Test
    void an_operation_is_method_and_path_without_what_names_single_things() {
        call("GET", "/v1/orders/17");
        call("GET", "/v1/orders/18");
        call("POST", "/v1/orders");
        call("GET", "/v1/orders/18/items");
        call("GET", "/");

        assertThat(operations())
                .containsExactly(
                        "GET / 1", "POST /v1/orders 1", "GET /v1/orders/{id} 2", "GET /v1/orders/{id}/items 1");
    }

    @Test
    void a_trailing_slash_makes_a_difference_as_it_does_for_routes() {
        call("GET", "/v1/orders");
        call("GET", "/v1/orders/");

        assertThat(operations()).containsExactly("GET /v1/orders 1", "GET /v1/orders/ 1");
    }

    /** Names of people look like names of routes, but for their number. */
    @Test
    void too_many_names_below_one_segment_become_one() {
        for (char first = 'a'; first <= 'z'; first++) {
            call("GET", "/users/" + first + "lice/orders");
        }

        assertThat(operations()).containsExactly("GET /users/{id}/orders 26");
    }

    @Test
    void what_is_deep_is_taken_together() {
        call("GET", "/a/b/c/d/e/f/g/h");
        call("GET", "/a/b/c/d/e/f/g/h/i");
        call("GET", "/a/b/c/d/e/f/g/h/i/j/k");

        assertThat(operations()).containsExactly("GET /a/b/c/d/e/f/g/h 1", "GET /a/b/c/d/e/f/g/h/** 2");
    }

    @Test
    void operations_beyond_the_limit_are_recorded_together() {
        for (int area = 0; area < 20; area++) {
            for (char name = 'a'; name < 'e'; name++) {
                call("GET", "/area-" + (char) ('a' + area) + "/" + name);
            }
        }

        assertThat(operations()).hasSize(OperationTable.MOST_OPERATIONS + 1).contains("other 16");
    }

    @Test
    void operations_of_all_destinations_have_a_limit_too() {
        for (int host = 0; host < 10; host++) {
            for (char name = 'a'; name < 'a' + 20; name++) {
                CallMeter meter = observations
                        .of(Destination.of("http", "host-" + host, 80))
                        .ofOperation("GET", "/" + name, true);
                meter.onCall("GET", Outcome.ofStatus(200), false, 1, MILLI, 0);
            }
        }

        assertThat(observations.operations()).isEqualTo(100);
        assertThat(operations()).hasSize(100 + 5).contains("other 20");
    }

    @Test
    void what_is_no_path_is_recorded_together() {
        call("OPTIONS", "*");

        assertThat(operations()).containsExactly("other 1");
    }
}
