package io.breakwater.telemetry.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Outcome;
import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Deadline;
import io.breakwater.engine.context.DeadlineMember;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.policy.TracingScope;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications that bring OpenTelemetry's API and SDK, old and new, each in a loader of its own. */
class ApplicationApiTest {
    private static final Outcome UNAVAILABLE = Outcome.ofStatus(503);
    private static final Outcome FINE = Outcome.ofStatus(200);

    private final ApiSightings sightings = new ApiSightings();
    private final KeptSpans exporter = new KeptSpans();
    private final ScriptedCalls calls = calls(TracingScope.INTERVENTIONS);

    private ScriptedCalls calls(TracingScope scope) {
        return new ScriptedCalls(sightings, scope, exporter, ScriptedCalls.noBreaker(), intervention -> {});
    }

    /** The call's class is the test's: the application is found by the thread's context class loader. */
    private static void in(ClassLoader application, Callable<?> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            work.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Callable<?> call(ScriptedCalls calls, boolean blocking, Outcome... outcomes) {
        return () -> {
            try {
                if (blocking) {
                    calls.blocking(outcomes);
                } else {
                    calls.async(outcomes);
                }
            } catch (Throwable failure) {
                throw new AssertionError(failure);
            }
            return null;
        };
    }

    private static void assertOneTrace(List<Map<String, String>> spans, String root) {
        assertThat(spans).extracting(span -> span.get("ids").substring(0, 32)).containsOnly(root.substring(0, 32));
    }

    @ParameterizedTest
    @ValueSource(strings = {"floor", "1.4.1", "latest"})
    void a_retried_call_joins_the_applications_trace(String version) throws Exception {
        for (boolean blocking : new boolean[] {true, false}) {
            try (ApplicationLoader application = new ApplicationLoader(version, sightings)) {
                application.call("setUp");
                String[] root = new String[1];
                in(application, () -> {
                    root[0] = application.call(
                            "underSpan", "checkout", "user", "42", call(calls, blocking, UNAVAILABLE, FINE));
                    return null;
                });

                List<Map<String, String>> spans = application.call("ended");
                assertThat(spans)
                        .extracting(span -> span.get("kind") + " " + span.get("name"))
                        .containsExactly("CLIENT GET", "CLIENT GET", "INTERNAL breakwater GET", "INTERNAL checkout");
                assertOneTrace(spans, root[0]);
                Map<String, String> guarded = spans.get(2);
                assertThat(guarded)
                        .containsEntry("parent", root[0])
                        .containsEntry("events", "retry")
                        .containsEntry("nanos", "120000000")
                        .containsEntry(".server.address", "inventory");
                assertThat(spans.get(0))
                        .containsEntry("parent", guarded.get("ids"))
                        .containsEntry("status", "ERROR")
                        .containsEntry(".error.type", "503");
                assertThat(spans.get(1))
                        .containsEntry("parent", guarded.get("ids"))
                        .containsEntry(".http.request.resend_count", "1");
            }
        }
        assertThat(exporter.spans).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"floor", "1.4.1", "latest"})
    void an_attempt_is_made_in_the_context_of_its_span_and_of_the_applications_baggage(String version)
            throws Exception {
        try (ApplicationLoader application = new ApplicationLoader(version, sightings)) {
            application.call("setUp");
            ScriptedCalls all = calls(TracingScope.ALL);
            List<String> seen = new ArrayList<>();
            all.duringAttempt = () -> {
                try {
                    seen.add(application.call("currentSpan") + " " + application.call("baggage", "user"));
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            };
            in(
                    application,
                    () -> application.call("underSpan", "checkout", "user", "42", call(all, true, UNAVAILABLE, FINE)));

            List<Map<String, String>> spans = application.call("ended");
            assertThat(seen)
                    .containsExactly(
                            spans.get(0).get("ids") + " 42", spans.get(1).get("ids") + " 42");
            assertThat((String) application.call("currentSpan")).startsWith("00000000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"floor", "1.4.1", "latest"})
    void an_application_that_sets_its_sdk_later_succeeds_and_is_then_found(String version) throws Exception {
        try (ApplicationLoader application = new ApplicationLoader(version, sightings)) {
            assertThat(application.loadClass("io.opentelemetry.api.GlobalOpenTelemetry"))
                    .isNotNull();
            in(application, call(calls, true, UNAVAILABLE, FINE));
            assertThat(exporter.spans).as("as long as nobody else takes them").hasSize(3);

            application.call("setUp");
            in(application, call(calls, true, UNAVAILABLE, FINE));

            assertThat(exporter.spans).hasSize(3);
            List<Map<String, String>> spans = application.call("ended");
            assertThat(spans).extracting(span -> span.get("name")).containsExactly("GET", "GET", "breakwater GET");
        }
    }

    /** Each span would lead to a call, and that call to the next span, until the stack is full. */
    @ParameterizedTest
    @ValueSource(strings = {"floor", "1.4.1", "latest"})
    void an_sdk_that_exports_each_span_at_its_end_is_not_traced_at_that(String version) throws Exception {
        for (boolean blocking : new boolean[] {true, false}) {
            try (ApplicationLoader application = new ApplicationLoader(version, sightings)) {
                ScriptedCalls all = calls(TracingScope.ALL);
                int[] attempts = {0};
                all.duringAttempt = () -> attempts[0]++;
                List<Object> callers = new ArrayList<>();
                application.call("setUpWithExport", (Runnable) () -> {
                    try {
                        callers.add(all.context.callerIn(all.context.capture(getClass())));
                        call(all, blocking, FINE).call();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
                in(application, () -> {
                    try (Scope inbound = all.context.enter(new Caller(Deadline.at(5), false, null), getClass())) {
                        return call(all, blocking, FINE).call();
                    }
                });

                List<Map<String, String>> spans = application.call("ended");
                assertThat(spans).extracting(span -> span.get("name")).containsExactly("GET", "breakwater GET");
                assertThat(attempts[0])
                        .as("the call, and an export for each of its spans")
                        .isEqualTo(3);
                assertThat(callers).as("no request waits for an export").containsOnlyNulls();
            }
        }
    }

    @Test
    void what_an_exporter_of_opentelemetrys_calls_is_neither_traced_nor_limited_by_a_deadline() throws Exception {
        try (ApplicationLoader application = new ApplicationLoader("latest", sightings)) {
            application.call("setUp");
            ScriptedCalls all = calls(TracingScope.ALL);
            List<Object> callers = new ArrayList<>();
            Runnable export = () -> {
                try {
                    callers.add(all.context.callerIn(all.context.capture(getClass())));
                    call(all, true, UNAVAILABLE, FINE).call();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            };
            in(application, () -> {
                try (Scope inbound = all.context.enter(new Caller(Deadline.at(5), false, null), getClass())) {
                    application.call("asExporter", export);
                    return all.context.callerIn(all.context.capture(getClass())).deadline();
                }
            });

            assertThat((List<?>) application.call("ended")).isEmpty();
            assertThat(exporter.spans).isEmpty();
            assertThat(callers).hasSize(1).containsOnlyNulls();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"floor", "1.4.1", "latest"})
    void a_deadline_in_the_baggage_is_the_callers(String version) throws Exception {
        try (ApplicationLoader application = new ApplicationLoader(version, sightings)) {
            application.call("setUp");
            String member = DeadlineMember.format(2_000_000_000L, calls.time.epochMillis());
            List<Caller> callers = new ArrayList<>();
            in(
                    application,
                    () -> application.call("underSpan", "checkout", "deadline", member, (Callable<?>) () -> {
                        callers.add(calls.context.callerIn(calls.context.capture(getClass())));
                        return null;
                    }));

            Deadline deadline = callers.get(0).deadline();
            assertThat(deadline.remainingNanos(calls.time.nanoTime())).isEqualTo(2_000_000_000L);
            assertThat(deadline.isFromClock()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"floor", "latest"})
    void a_deadline_in_the_baggage_of_a_stranger_is_nobodys(String version) throws Exception {
        try (ApplicationLoader application = new ApplicationLoader(version, sightings)) {
            application.call("setUp");
            String member = DeadlineMember.format(2_000_000_000L, calls.time.epochMillis());
            List<Caller> callers = new ArrayList<>();
            in(
                    application,
                    () -> application.call("underSpan", "checkout", "deadline", member, (Callable<?>) () -> {
                        try (Scope inbound = calls.context.enter(Caller.stranger(null, null), getClass())) {
                            callers.add(calls.context.callerIn(calls.context.capture(getClass())));
                        }
                        return null;
                    }));

            assertThat(callers).extracting(Caller::deadline).containsExactly((Deadline) null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"floor", "latest"})
    void a_caller_goes_where_opentelemetry_carries_its_context(String version) throws Exception {
        try (ApplicationLoader application = new ApplicationLoader(version, sightings)) {
            application.call("setUp");
            Caller caller = new Caller(Deadline.at(5), true, null);
            List<Caller> found = new ArrayList<>();
            Runnable elsewhere = () -> found.add(calls.context.callerIn(calls.context.capture(getClass())));
            in(application, () -> {
                Runnable[] wrapped = new Runnable[1];
                try (Scope inbound = calls.context.enter(caller, getClass())) {
                    wrapped[0] = application.call("wrapped", elsewhere);
                    elsewhere.run();
                }
                elsewhere.run();
                Thread other = new Thread(wrapped[0]);
                other.setContextClassLoader(application);
                other.start();
                other.join();
                return null;
            });

            assertThat(found).containsExactly(caller, null, caller);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"floor", "latest"})
    void a_member_goes_out_with_the_baggage_and_is_gone_afterwards(String version) throws Exception {
        try (ApplicationLoader application = new ApplicationLoader(version, sightings)) {
            application.call("setUp");
            List<String> seen = new ArrayList<>();
            in(
                    application,
                    () -> application.call("underSpan", "checkout", "user", "42", (Callable<?>) () -> {
                        Object captured = calls.context.capture(getClass());
                        try (Scope attempt = calls.context.restore(captured, "deadline=3-1", getClass())) {
                            seen.add(application.call("baggage", "deadline") + " "
                                    + application.call("baggage", "user"));
                        }
                        seen.add(application.call("baggage", "deadline"));
                        return null;
                    }));

            assertThat(seen).containsExactly("3-1 42", null);
        }
    }

    @Test
    void contexts_are_not_asked_for_before_the_application_does() throws Exception {
        try (ApplicationLoader application = new ApplicationLoader("latest", sightings)) {
            assertThat(application.loadClass("io.opentelemetry.api.GlobalOpenTelemetry"))
                    .isNotNull();
            in(application, () -> calls.context.capture(getClass()));
            in(application, () -> calls.context.enter(new Caller(null, false, null), getClass()));

            assertThat(sightings.isStorageIn(application)).isFalse();
        }
    }

    @Test
    void the_class_that_asks_goes_before_the_threads_loader() throws Exception {
        try (ApplicationLoader one = new ApplicationLoader("latest", sightings);
                ApplicationLoader other = new ApplicationLoader("latest", sightings)) {
            one.call("setUp");
            other.call("setUp");
            TraceApis apis = calls.context.apis();
            in(other, () -> {
                assertThat(apis.of(one.asking()).getClass().getClassLoader().getParent())
                        .isSameAs(one);
                assertThat(apis.of(getClass()).getClass().getClassLoader().getParent())
                        .isSameAs(other);
                return null;
            });
        }
    }

    @Test
    void nothing_of_ours_keeps_an_application_alive() throws Exception {
        WeakReference<ClassLoader> gone = new WeakReference<>(used());

        for (int i = 0; i < 100 && gone.get() != null; i++) {
            System.gc();
            System.runFinalization();
        }

        assertThat(gone.get()).isNull();
    }

    private ClassLoader used() throws Exception {
        ApplicationLoader application = new ApplicationLoader("latest", sightings);
        application.call("setUp");
        in(
                application,
                () -> application.call("underSpan", "checkout", "user", "42", call(calls, true, UNAVAILABLE, FINE)));
        List<?> spans = application.call("ended");
        assertThat(spans).hasSize(4);
        application.close();
        return application;
    }

    @Test
    void without_opentelemetry_nothing_is_looked_for() throws Exception {
        try (ApplicationLoader application = new ApplicationLoader(null, sightings)) {
            in(application, call(calls, true, UNAVAILABLE, FINE));

            assertThat(sightings.count()).isZero();
            assertThat(exporter.spans).hasSize(3);
        }
    }
}
