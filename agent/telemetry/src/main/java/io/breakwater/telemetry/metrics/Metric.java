package io.breakwater.telemetry.metrics;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The catalogue: every metric that the agent has, with its labels in their order. Names and labels are an interface:
 * dashboards and alert rules of others depend on them.
 *
 * <p>Thread-safety: immutable.
 */
public enum Metric {
    HTTP_REQUESTS(
            "http_client_requests_total",
            Type.COUNTER,
            "Guarded HTTP calls that have ended, by what the application got",
            "method",
            "host",
            "status"),
    HTTP_DURATION(
            "http_client_request_duration_seconds",
            Type.HISTOGRAM,
            "Time that guarded HTTP calls took, with all attempts and waits",
            "method",
            "host"),
    DB_REQUESTS(
            "db_client_requests_total",
            Type.COUNTER,
            "Guarded database calls that have ended, by what the application got",
            "method",
            "host",
            "status"),
    DB_DURATION(
            "db_client_request_duration_seconds",
            Type.HISTOGRAM,
            "Time that guarded database calls took, with all attempts and waits",
            "method",
            "host"),
    ATTEMPTS(
            "breakwater_attempts_total",
            Type.COUNTER,
            "Attempts that guarded calls made, the first ones included",
            "method",
            "host"),
    RETRIES(
            "breakwater_retries_total",
            Type.COUNTER,
            "Attempts after the first, counted when the call has ended",
            "method",
            "host"),
    INTERVENTIONS(
            "breakwater_interventions_total",
            Type.COUNTER,
            "What was done to calls (mode enforce), or would have been (mode observe)",
            "kind",
            "mode",
            "host"),
    DEADLINE_EXCEEDED(
            "breakwater_deadline_exceeded_total",
            Type.COUNTER,
            "Calls refused or cut off because whoever asked for them has stopped waiting",
            "mode",
            "host"),
    FAIL_OPEN(
            "breakwater_fail_open_total",
            Type.COUNTER,
            "Bugs of the agent; the application's plain call went on",
            "host"),
    CIRCUIT_BREAKER_STATE(
            "breakwater_circuit_breaker_state",
            Type.GAUGE,
            "1 for the state that the breaker is in, 0 for the others",
            "host",
            "scope",
            "state"),
    BULKHEAD_IN_USE(
            "breakwater_bulkhead_permits_in_use",
            Type.GAUGE,
            "Calls that hold a place in the bulkhead",
            "host",
            "scope"),
    BULKHEAD_LIMIT("breakwater_bulkhead_permits_limit", Type.GAUGE, "Places that the bulkhead has", "host", "scope"),
    BULKHEAD_WAITING(
            "breakwater_bulkhead_waiting_calls",
            Type.GAUGE,
            "Calls that wait for a place in the bulkhead",
            "host",
            "scope"),
    RETRY_BUDGET_LEFT("breakwater_retry_budget_left", Type.GAUGE, "Retries that the budget would pay for now", "host"),
    DESTINATIONS("breakwater_metrics_destinations", Type.GAUGE, "Destinations that are counted apart"),
    DESTINATIONS_LIMIT(
            "breakwater_metrics_destinations_limit",
            Type.GAUGE,
            "Destinations that can be counted apart; those beyond it share host=\"other\""),
    RELOADS(
            "breakwater_configuration_reloads_total",
            Type.COUNTER,
            "Configurations that came into force after the start, and those that were refused",
            "result"),
    CONFIGURATION_AGE(
            "breakwater_configuration_age_seconds",
            Type.GAUGE,
            "For how long the configuration in force has been in force"),
    CONFIGURATION_UP_TO_DATE(
            "breakwater_configuration_up_to_date",
            Type.GAUGE,
            "0 if the file or URL has another configuration now, which was refused, or cannot be read"),
    OBSERVED_OPERATIONS("breakwater_observed_operations", Type.GAUGE, "Operations that are recorded apart"),
    OBSERVED_OPERATIONS_LIMIT(
            "breakwater_observed_operations_limit",
            Type.GAUGE,
            "Operations that can be recorded apart; those beyond it are recorded together"),
    AGENT_INFO("breakwater_agent_info", Type.INFO, "The agent in this process", "version", "mode");

    /** How values of a metric go together. */
    public enum Type {
        /** Only grows, from 0 at the start of the process. */
        COUNTER,
        GAUGE,
        /** Of durations. */
        HISTOGRAM,
        /** Always 1; what counts are the labels. */
        INFO
    }

    private final String text;
    private final Type type;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // it cannot be changed
    private final List<String> labels;

    Metric(String text, Type type, String help, String... labels) {
        this.text = text;
        this.type = type;
        this.help = help;
        this.labels = Collections.unmodifiableList(Arrays.asList(labels));
    }

    /** The name in Prometheus, with {@code _total} if it is a counter and {@code _seconds} if it is a time. */
    public String text() {
        return text;
    }

    public Type type() {
        return type;
    }

    /** One line, without quotes that would need an escape in most formats. */
    public String help() {
        return help;
    }

    /** The names of the labels, in the order of their values. */
    public List<String> labels() {
        return labels;
    }

    /** The name in OpenTelemetry, which knows the type and the unit: {@code breakwater.http_client_requests}. */
    public String openTelemetryName() {
        return "breakwater."
                + text.replaceFirst("^breakwater_", "")
                        .replaceFirst("_total$", "")
                        .replaceFirst("_seconds$", "");
    }
}
