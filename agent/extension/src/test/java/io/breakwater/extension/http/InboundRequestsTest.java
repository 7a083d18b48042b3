package io.breakwater.extension.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Deadline;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.DeadlinePolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.InboundPolicy;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.engine.time.Pause;
import io.breakwater.engine.time.Randomness;
import io.breakwater.engine.time.Surroundings;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.instrumentation.kit.TestTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InboundRequestsTest {
    private static final String ENVOY = "x-envoy-expected-rq-timeout-ms";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final long NOW = 1_000_000L;

    private final List<Intervention> seen = new ArrayList<>();
    private final Map<String, String> request = new HashMap<>();
    private String ruled = "";
    private final Engine engine = new Engine(
            new Surroundings(new StandingTime(), Pause.system(), TestTimer.INSTANCE, Randomness.system()),
            seen::add,
            new InboundOnly());
    private final InboundRequests<Map<String, String>> requests =
            new InboundRequests<>(engine, new MapHead(), InboundRequestsTest.class);

    @Test
    void the_thread_works_for_the_sender_until_the_scope_ends() {
        request.put(ENVOY, "800");

        Scope scope = requests.begin(request);
        assertThat(left()).isEqualTo(Duration.ofMillis(800));
        scope.close();

        assertThat(current()).isNull();
    }

    @Test
    void a_request_that_says_nothing_is_left_alone() {
        assertThat(requests.begin(request)).isNull();
        assertThat(current()).isNull();
    }

    @Test
    void what_is_within_a_request_does_not_begin_another() {
        request.put(ENVOY, "800");
        try (Scope scope = requests.begin(request)) {
            request.put(ENVOY, "5");

            assertThat(requests.begin(request)).isNull();
            assertThat(left()).isEqualTo(Duration.ofMillis(800));
        }

        try (Scope next = requests.begin(request)) {
            assertThat(left()).isEqualTo(Duration.ofMillis(5));
        }
    }

    @Test
    void a_deadline_that_holds_already_is_only_shortened() {
        Caller outer = new Caller(Deadline.at(NOW + Duration.ofMillis(300).toNanos()), false, null);
        try (Scope before = engine.context().enter(outer, getClass())) {
            request.put(ENVOY, "800");
            try (Scope scope = requests.begin(request)) {
                assertThat(left()).isEqualTo(Duration.ofMillis(300));
            }
            request.put(ENVOY, "100");
            try (Scope scope = requests.begin(request)) {
                assertThat(left()).isEqualTo(Duration.ofMillis(100));
            }

            assertThat(current()).isSameAs(outer);
        }
    }

    @Test
    void a_request_without_a_deadline_keeps_the_one_that_holds() {
        Caller outer = new Caller(Deadline.at(NOW + Duration.ofMillis(300).toNanos()), true, null);
        request.put("traceparent", TRACE);
        try (Scope before = engine.context().enter(outer, getClass());
                Scope scope = requests.begin(request)) {
            assertThat(left()).isEqualTo(Duration.ofMillis(300));
            assertThat(current().repeats()).isTrue();
            assertThat(current().traceParent()).isEqualTo(TRACE);
        }
    }

    @Test
    void a_rule_starts_a_deadline_where_none_came_in() {
        ruled = "GET /v1/slow";
        request.put(":method", "get");
        request.put(":path", "/v1/slow?secret=1");

        try (Scope scope = requests.begin(request)) {
            assertThat(left()).isEqualTo(Duration.ofSeconds(2));
            assertThat(current().deadline().isFromClock()).isFalse();
        }
        request.put(":path", "/v1/other");
        assertThat(requests.begin(request)).isNull();
    }

    @Test
    void a_rule_knows_the_path_of_an_absolute_address() {
        ruled = "GET /v1/slow";
        request.put(":method", "GET");
        request.put(":path", "http://shop.example:8080/v1/slow");

        try (Scope scope = requests.begin(request)) {
            assertThat(left()).isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void a_rule_keeps_the_rest_that_the_headers_say() {
        ruled = "GET /";
        request.put(":method", "GET");
        request.put("x-envoy-attempt-count", "2");
        request.put("traceparent", TRACE);

        try (Scope scope = requests.begin(request)) {
            assertThat(left()).isEqualTo(Duration.ofSeconds(2));
            assertThat(current().repeats()).isTrue();
            assertThat(current().traceParent()).isEqualTo(TRACE);
        }
    }

    @Test
    void a_deadline_that_came_in_is_not_the_rules_to_change() {
        ruled = "GET /";
        request.put(":method", "GET");
        request.put(ENVOY, "30000");

        try (Scope scope = requests.begin(request)) {
            assertThat(left()).isEqualTo(Duration.ofSeconds(30));
        }
    }

    @Test
    void a_bug_of_ours_leaves_the_request_alone_and_is_told() {
        RequestHead<String> broken = new RequestHead<String>() {
            @Override
            public String header(String ignored, String name) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public String peer(String ignored) {
                return null;
            }

            @Override
            public String method(String ignored) {
                return null;
            }

            @Override
            public String target(String ignored) {
                return null;
            }
        };

        assertThat(new InboundRequests<>(engine, broken, getClass()).begin("request"))
                .isNull();
        assertThat(seen).extracting(Intervention::kind).containsExactly(InterventionKind.FAIL_OPEN);
    }

    private Caller current() {
        return engine.context().callerIn(engine.context().capture(getClass()));
    }

    private Duration left() {
        return Duration.ofNanos(current().deadline().remainingNanos(NOW));
    }

    private static final class StandingTime implements TimeSource {
        @Override
        public long nanoTime() {
            return NOW;
        }

        @Override
        public long epochMillis() {
            return 0;
        }
    }

    private final class InboundOnly implements PolicySource, InboundPolicy {
        @Override
        public DestinationPolicy policyFor(Destination destination) {
            throw new IllegalStateException("nothing is called here");
        }

        @Override
        public InboundPolicy inbound() {
            return this;
        }

        @Override
        public DeadlinePolicy deadline() {
            return DeadlinePolicy.builder().build();
        }

        @Override
        public long startNanos(String method, String path) {
            return ruled.equals(method + " " + path) ? Duration.ofSeconds(2).toNanos() : TimeoutPolicy.NONE;
        }

        @Override
        public int maxDestinations() {
            return 1;
        }

        @Override
        public long idleDestinationNanos() {
            return Duration.ofMinutes(1).toNanos();
        }
    }
}
