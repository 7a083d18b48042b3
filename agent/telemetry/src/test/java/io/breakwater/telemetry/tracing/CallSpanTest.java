package io.breakwater.telemetry.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.breakwater.engine.Destination;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.policy.TracingScope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the spans of a call say, here without OpenTelemetry in the process. */
class CallSpanTest {
    private static final Outcome UNAVAILABLE = Outcome.ofStatus(503);
    private static final Outcome FINE = Outcome.ofStatus(200);
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final KeptSpans kept = new KeptSpans();
    private final List<Intervention> told = new ArrayList<>();

    private ScriptedCalls calls(TracingScope scope, BreakerPolicy breaker) {
        return new ScriptedCalls(new ApiSightings(), scope, kept, breaker, told::add);
    }

    private ScriptedCalls calls() {
        return calls(TracingScope.INTERVENTIONS, ScriptedCalls.noBreaker());
    }

    private static void run(ScriptedCalls calls, boolean blocking, Outcome... outcomes) throws Throwable {
        if (blocking) {
            calls.blocking(outcomes);
        } else {
            calls.async(outcomes);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_retried_call_is_a_span_with_one_below_it_for_each_attempt(boolean blocking) throws Throwable {
        run(calls(), blocking, UNAVAILABLE, UNAVAILABLE, FINE);

        assertThat(kept.names()).containsExactlyInAnyOrder("breakwater GET", "GET", "GET", "GET");
        KeptSpans.Kept call = kept.spans.get(0);
        assertThat(call.millis()).isEqualTo(230);
        assertThat(call.events).containsExactly("retry@10", "retry@120");
        assertThat(call.failed).isFalse();
        assertThat(kept.spans.subList(1, 4)).allSatisfy(attempt -> {
            assertThat(attempt.parent).isSameAs(call.ids);
            assertThat(attempt.millis()).isEqualTo(10);
        });
        assertThat(kept.spans.subList(1, 4))
                .extracting(attempt -> (attempt.startNanos - call.startNanos) / 1_000_000)
                .containsExactly(0L, 110L, 220L);
    }

    @Test
    void the_attributes_are_those_of_the_conventions_and_ours() throws Throwable {
        calls().blocking(UNAVAILABLE, FINE);

        KeptSpans.Kept call = kept.spans.get(0);
        assertThat(call.attributes)
                .containsOnly(
                        entry("http.request.method", "GET"),
                        entry("server.address", "inventory"),
                        entry("server.port", 8080L),
                        entry("http.response.status_code", 200L),
                        entry("http.request.resend_count", 1L),
                        entry("breakwater.attempts", 2L),
                        entry("breakwater.mode", "enforce"));
        assertThat(call.details.get(0))
                .containsOnly(
                        entry("breakwater.kind", "retry"),
                        entry("breakwater.enforced", true),
                        entry("breakwater.reason", "status 503, attempt 1 of 3"),
                        entry("breakwater.origin", "breakwater.yaml:8:7"),
                        entry("breakwater.attempt", 1L),
                        entry("breakwater.wait_ms", 100L));
        assertThat(kept.spans.get(1).attributes)
                .containsOnly(
                        entry("http.request.method", "GET"),
                        entry("server.address", "inventory"),
                        entry("server.port", 8080L),
                        entry("http.response.status_code", 503L),
                        entry("error.type", "503"),
                        entry("breakwater.attempt", 1L));
        assertThat(kept.spans.get(1).failed).isTrue();
        assertThat(kept.spans.get(2).attributes).contains(entry("http.request.resend_count", 1L));
    }

    @Test
    void the_failure_of_the_last_attempt_is_that_of_the_call() {
        Outcome reset = Outcome.failed(FailureClass.RESET);

        assertThatThrownBy(() -> calls().blocking(reset, reset, reset)).hasMessage("reset");

        KeptSpans.Kept call = kept.spans.get(0);
        assertThat(call.failed).isTrue();
        assertThat(call.attributes)
                .contains(entry("error.type", "reset"))
                .doesNotContainKey("http.response.status_code");
    }

    @Test
    void a_call_that_goes_well_leaves_no_trace() throws Throwable {
        ScriptedCalls calls = calls();

        calls.blocking(FINE);

        assertThat(kept.spans).isEmpty();
        assertThat(calls.traceParents.toString()).isEqualTo("null ");
    }

    @Test
    void with_all_every_call_is_traced_from_its_start() throws Throwable {
        calls(TracingScope.ALL, ScriptedCalls.noBreaker()).blocking(FINE);

        assertThat(kept.names()).containsExactly("breakwater GET", "GET");
        assertThat(kept.spans.get(0).attributes).doesNotContainKey("breakwater.mode");
        assertThat(kept.spans.get(0).endNanos).isNotNull();
    }

    @Test
    void with_none_no_call_is() throws Throwable {
        calls(TracingScope.NONE, ScriptedCalls.noBreaker()).blocking(UNAVAILABLE, FINE);

        assertThat(kept.spans).isEmpty();
        assertThat(told).hasSize(1).allSatisfy(one -> assertThat(one.traceId()).isNull());
    }

    @Test
    void the_breakers_transition_is_an_event_of_the_call_that_caused_it() {
        ScriptedCalls calls = calls(TracingScope.INTERVENTIONS, ScriptedCalls.breakerAfterOne());

        assertThatThrownBy(() -> calls.blocking(Outcome.failed(FailureClass.RESET)))
                .hasMessage("reset");

        assertThat(kept.spans.get(0).events)
                .first()
                .satisfies(event -> assertThat(event).startsWith("circuit-transition@10"));
    }

    @Test
    void a_refused_call_is_a_span_that_failed_without_an_attempt() {
        ScriptedCalls calls = calls(TracingScope.INTERVENTIONS, ScriptedCalls.breakerAfterOne());
        assertThatThrownBy(() -> calls.blocking(Outcome.failed(FailureClass.RESET)))
                .hasMessage("reset");
        kept.spans.clear();

        assertThatThrownBy(() -> calls.blocking(FINE)).hasMessage("rejected: BREAKER_GATE");

        assertThat(kept.names()).containsExactly("breakwater GET");
        assertThat(kept.spans.get(0).events).containsExactly("circuit-open@0");
        assertThat(kept.spans.get(0).failed).isTrue();
        assertThat(kept.spans.get(0).attributes)
                .contains(entry("error.type", "circuit-open"), entry("breakwater.attempts", 0L));
    }

    @Test
    void the_listener_is_told_the_ids_of_the_span() throws Throwable {
        calls().blocking(UNAVAILABLE, FINE);

        assertThat(told.get(0).traceId()).isEqualTo(kept.spans.get(0).ids.traceId());
        assertThat(told.get(0).spanId()).isEqualTo(KeptSpans.id(1));
    }

    @Test
    void what_came_in_is_the_parent_and_each_attempt_tells_of_its_own_span() throws Throwable {
        ScriptedCalls calls = calls(TracingScope.ALL, ScriptedCalls.noBreaker());
        try (Scope inbound = calls.context.enter(new Caller(null, false, PARENT), CallSpanTest.class)) {
            calls.blocking(UNAVAILABLE, FINE);
        }

        assertThat(kept.spans.get(0).parent.traceParent()).isEqualTo(PARENT);
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-";
        assertThat(calls.traceParents.toString())
                .isEqualTo(trace + KeptSpans.id(2) + "-01 " + trace + KeptSpans.id(3) + "-01 ");
    }

    @Test
    void what_came_in_is_passed_on_by_a_call_that_is_not_traced() throws Throwable {
        ScriptedCalls calls = calls();
        try (Scope inbound = calls.context.enter(new Caller(null, false, PARENT), CallSpanTest.class)) {
            calls.blocking(FINE);
        }

        assertThat(calls.traceParents.toString()).isEqualTo(PARENT + " ");
    }

    @Test
    void a_database_is_told_by_its_own_conventions() throws Throwable {
        ScriptedCalls calls = calls(TracingScope.ALL, ScriptedCalls.noBreaker());
        calls.destination = Destination.ofDatabase("jdbc:postgresql://pg.example/orders?user=me&password=secret");
        calls.method = "SELECT";

        calls.blocking(Outcome.SUCCESS);

        assertThat(kept.names()).containsExactly("breakwater SELECT", "SELECT");
        assertThat(kept.spans.get(1).attributes)
                .containsOnly(
                        entry("db.system.name", "postgresql"),
                        entry("db.namespace", "orders"),
                        entry("db.operation.name", "SELECT"),
                        entry("server.address", "pg.example"),
                        entry("server.port", 5432L),
                        entry("breakwater.attempt", 1L));
    }

    @Test
    void a_method_that_nobody_knows_makes_no_new_name() throws Throwable {
        ScriptedCalls calls = calls(TracingScope.ALL, ScriptedCalls.noBreaker());
        calls.method = "BREW";

        calls.blocking(FINE);

        assertThat(kept.names()).containsExactly("breakwater HTTP", "HTTP");
        assertThat(kept.spans.get(0).attributes).contains(entry("http.request.method", "_OTHER"));
    }

    @Test
    void a_span_does_not_end_before_its_last_event() {
        ScriptedCalls scripted = calls();
        OpenSpan open = kept.start("breakwater GET", null, 0);
        CallSpan span = new CallSpan(
                scripted.context,
                EpochClock.of(scripted.time),
                open,
                ScriptedCalls.INVENTORY,
                "GET",
                null,
                getClass(),
                true,
                true);
        long now = scripted.time.nanoTime();

        span.onIntervention(
                new Intervention(
                        InterventionKind.CIRCUIT_OPEN, true, ScriptedCalls.INVENTORY, "GET", 1, "open", 0, "built-in"),
                now + 3_000_000);
        span.onEnd(null, true, 0, now + 2_000_000);

        KeptSpans.Kept call = kept.spans.get(0);
        assertThat(call.events).containsExactly("circuit-open@" + call.millis());
    }
}
