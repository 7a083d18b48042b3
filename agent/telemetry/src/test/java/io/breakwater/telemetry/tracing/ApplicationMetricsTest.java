package io.breakwater.telemetry.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Outcome;
import io.breakwater.engine.policy.TracingScope;
import io.breakwater.telemetry.export.OtelSettings;
import io.breakwater.telemetry.metrics.Traffic;
import io.breakwater.telemetry.metrics.outlet.MetricOutlets;
import io.breakwater.telemetry.metrics.outlet.MetricSettings;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.example.traced.MeteredApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our metrics in the SDK of an application, old and new, each in a loader of its own. */
class ApplicationMetricsTest {
    private static final Outcome FINE = Outcome.ofStatus(200);
    private static final String REQUESTS =
            "breakwater.http_client_requests{host=inventory.example:8443, method=GET, status=200}";
    private static final String DURATION =
            "breakwater.http_client_request_duration{host=inventory.example:8443, method=GET}";

    private final ApiSightings sightings = new ApiSightings();
    private final Traffic traffic = new Traffic();
    private final List<String> log = new ArrayList<>();
    private final ScriptedCalls calls = new ScriptedCalls(
            sightings, TracingScope.NONE, new KeptSpans(), ScriptedCalls.noBreaker(), intervention -> {});
    private final MetricOutlets outlets = new MetricOutlets(
                    new MetricSettings(0, false), traffic.metrics, traffic.time, log::add)
            .withOpenTelemetry(
                    calls.context::instruments,
                    new OtelSettings(Collections.emptyMap(), Collections.emptyMap()),
                    traffic.metrics);

    @AfterEach
    void close() {
        outlets.close();
    }

    private void pass(int seconds) {
        traffic.time.advance(Duration.ofSeconds(seconds));
        outlets.tick();
    }

    /** A guarded call in the thread of an application: it asks who the caller is. */
    private void call(ApplicationLoader application) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            calls.context.capture(getClass());
            traffic.call(Traffic.INVENTORY, "GET", FINE);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Map<String, String> collected(ApplicationLoader application) throws Exception {
        return application.callOf(MeteredApplication.class, "collected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.14.0", "latest"})
    void an_sdk_collects_counters_gauges_and_durations(String version) throws Exception {
        try (ApplicationLoader application = new ApplicationLoader(version, sightings)) {
            application.callOf(MeteredApplication.class, "setUp");
            call(application);
            pass(5);
            call(application);

            Map<String, String> collected = collected(application);

            assertThat(collected)
                    .containsEntry(REQUESTS, "true 2")
                    .containsEntry("breakwater.metrics_destinations{}", "1.0")
                    .containsEntry("breakwater.agent_info{mode=enforce, version=1.2.3}", "1.0");
            assertThat(collected.get(DURATION))
                    .as("durations from when it was found on")
                    .isEqualTo("1 0.02 " + (version.equals("latest") ? "seconds" : "default"));
            assertThat(log).isEmpty();
            application.callOf(MeteredApplication.class, "shutDown");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.14.0", "latest"})
    void nothing_is_told_after_the_end(String version) throws Exception {
        try (ApplicationLoader application = new ApplicationLoader(version, sightings)) {
            application.callOf(MeteredApplication.class, "setUp");
            call(application);
            pass(5);
            assertThat(collected(application)).isNotEmpty();

            outlets.close();
            call(application);

            assertThat(collected(application)).isEmpty();
            application.callOf(MeteredApplication.class, "shutDown");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"floor", "1.4.1"})
    void an_api_without_metrics_is_passed_over_in_silence(String version) throws Exception {
        try (ApplicationLoader application = new ApplicationLoader(version, sightings)) {
            application.call("setUp");
            call(application);
            pass(5);
            pass(5);

            assertThat(calls.context.apis().of(application.asking())).isNotNull();
            assertThat(calls.context.instruments()).isNull();
            assertThat(log).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.14.0", "latest"})
    void an_sdk_whose_metrics_nobody_reads_takes_none(String version) throws Exception {
        try (ApplicationLoader application = new ApplicationLoader(version, sightings)) {
            application.callOf(MeteredApplication.class, "setUpWithoutReader");
            call(application);
            pass(5);

            assertThat(calls.context.apis().of(application.asking())).isNotNull();
            assertThat(calls.context.instruments()).isNull();
        }
    }

    @Test
    void the_global_instance_is_not_touched_before_the_application_sets_it() throws Exception {
        try (ApplicationLoader application = new ApplicationLoader("latest", sightings)) {
            application.loadClass("io.opentelemetry.api.GlobalOpenTelemetry");
            call(application);
            pass(5);
            assertThat(calls.context.instruments()).isNull();
            assertThat((Boolean) application.callOf(MeteredApplication.class, "canSetUp"))
                    .isTrue();

            application.callOf(MeteredApplication.class, "setUp");
            pass(5);

            assertThat(collected(application)).containsKey(REQUESTS);
            application.callOf(MeteredApplication.class, "shutDown");
        }
    }

    @Test
    void when_an_application_goes_nothing_keeps_it_and_the_next_one_is_told() throws Exception {
        WeakReference<ClassLoader> gone = new WeakReference<>(used());

        for (int i = 0; i < 100 && gone.get() != null; i++) {
            System.gc();
            System.runFinalization();
        }
        assertThat(gone.get()).isNull();

        try (ApplicationLoader next = new ApplicationLoader("latest", sightings)) {
            next.callOf(MeteredApplication.class, "setUp");
            call(next);
            pass(5);

            assertThat(collected(next)).containsEntry(REQUESTS, "true 2");
            next.callOf(MeteredApplication.class, "shutDown");
        }
    }

    private ClassLoader used() throws Exception {
        ApplicationLoader application = new ApplicationLoader("latest", sightings);
        application.callOf(MeteredApplication.class, "setUp");
        call(application);
        pass(5);
        assertThat(collected(application)).containsKey(REQUESTS);
        application.callOf(MeteredApplication.class, "shutDown");
        application.close();
        return application;
    }
}
