package io.breakwater.config;

import static io.breakwater.config.ConfigText.good;
import static io.breakwater.config.ConfigText.load;
import static io.breakwater.config.ConfigText.notices;
import static io.breakwater.config.ConfigText.policy;
import static io.breakwater.config.ConfigText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.RetryPolicy;
import org.junit.jupiter.api.Test;

class IdempotencyKeyTest {

    @Test
    void a_key_that_the_server_accepts_makes_a_named_method_repeatable() {
        LoadResult result = load(
                "version: 1",
                "mode: enforce",
                "hosts:",
                "  - match: a.example",
                "    http: {idempotency-key: {header: Payment-Key, accepted-by-server: true}}",
                "    routes: [{match: {path: /x}, http: {retry: {methods: [POST, GET]}}}]");

        RetryPolicy retry = policy(good(result), "POST", "a.example", "/x").retry();

        assertThat(retry.methods()).containsExactlyInAnyOrder("POST", "GET");
        assertThat(retry.keyName()).isEqualTo("Payment-Key");
        assertThat(notices(result)).isEmpty();
    }

    @Test
    void without_the_word_that_the_server_accepts_it_the_method_is_left_out() {
        LoadResult result = load(
                "version: 1",
                "hosts:",
                "  - match: a.example",
                "    http: {idempotency-key: {header: Idempotency-Key}}",
                "    routes: [{match: {path: /x}, http: {retry: {methods: [POST, GET]}}}]",
                "  - match: b.example",
                "    http: {retry: {methods: [POST]}}");

        RetryPolicy keyed = policy(good(result), "POST", "a.example", "/x").retry();
        RetryPolicy explicit = policy(good(result), "b.example").retry();

        assertThat(keyed.methods()).containsExactly("GET");
        assertThat(keyed.keyName()).isNull();
        assertThat(explicit.methods()).containsExactly("POST");
        assertThat(explicit.keyName()).isNull();
        assertThat(notices(result))
                .containsExactly("test.yaml:5:58: hosts[0].routes[0].http.retry.methods: [POST, GET]: POST is left out,"
                        + " because it is repeatable only with a key, and idempotency-key does not say"
                        + " accepted-by-server: true; what never reached the server is still retried");
    }

    @Test
    void a_key_that_is_only_observed_repeats_nothing_that_is_enforced() {
        LoadResult result = load(
                "version: 1",
                "mode: enforce",
                "defaults:",
                "  http: {idempotency-key: {accepted-by-server: true, mode: observe}, retry: {methods: [POST]}}");

        RetryPolicy retry = policy(good(result), "a.example").retry();

        assertThat(retry.methods()).isEmpty();
        assertThat(retry.keyName()).isNull();
        assertThat(notices(result)).singleElement().asString().contains("is less than that of retry");
    }

    @Test
    void what_is_observed_as_a_whole_counts_what_a_key_would_have_repeated() {
        RetryPolicy retry = policy(
                        good(
                                "version: 1",
                                "defaults: {http: {idempotency-key: {accepted-by-server: true}, retry: {methods: [POST]}}}"),
                        "a.example")
                .retry();

        assertThat(retry.keyName()).isEqualTo("Idempotency-Key");
        assertThat(retry.methods()).containsExactly("POST");
    }

    @Test
    void a_key_that_no_method_needs_is_worth_a_note() {
        assertThat(notices(load(
                        "version: 1",
                        "hosts: [{match: a.example, http: {idempotency-key: {accepted-by-server: true}}}]")))
                .singleElement()
                .asString()
                .endsWith("needs a key, so this has no effect; write retry: {methods: [POST]} beside it");
    }

    @Test
    void this_version_writes_no_key_and_so_has_no_format_for_it() {
        assertThat(problems(load("version: 1", "defaults: {http: {idempotency-key: {format: plain}}}")))
                .singleElement()
                .asString()
                .contains("format: not supported yet")
                .contains("This version writes no key itself, it looks for that of the application");
    }
}
