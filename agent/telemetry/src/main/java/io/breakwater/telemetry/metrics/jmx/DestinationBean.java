package io.breakwater.telemetry.metrics.jmx;

import java.util.Map;

/** Reads what is asked for. Thread-safety: thread-safe. */
final class DestinationBean implements DestinationMXBean {
    private final String host;
    private final RecentValues values;

    DestinationBean(String host, RecentValues values) {
        this.host = host;
        this.values = values;
    }

    private DestinationValues now() {
        return values.of(host);
    }

    @Override
    public String getHost() {
        return host;
    }

    @Override
    public long getRequests() {
        return now().requests;
    }

    @Override
    public Map<String, Long> getRequestsByMethod() {
        return now().byMethod;
    }

    @Override
    public Map<String, Long> getRequestsByStatus() {
        return now().byStatus;
    }

    @Override
    public double getRequestSeconds() {
        return now().seconds;
    }

    @Override
    public long getAttempts() {
        return now().attempts;
    }

    @Override
    public long getRetries() {
        return now().retries;
    }

    @Override
    public Map<String, Long> getInterventions() {
        return now().interventions;
    }

    @Override
    public Map<String, Long> getObservedInterventions() {
        return now().observed;
    }

    @Override
    public long getDeadlineExceeded() {
        return now().deadlineExceeded;
    }

    @Override
    public Map<String, String> getCircuitBreakers() {
        return now().breakers;
    }

    @Override
    public Map<String, Long> getBulkheadPermitsInUse() {
        return now().inUse;
    }

    @Override
    public Map<String, Long> getBulkheadPermitsLimit() {
        return now().limit;
    }

    @Override
    public Map<String, Long> getBulkheadWaitingCalls() {
        return now().waiting;
    }

    @Override
    public double getRetryBudgetLeft() {
        return now().retriesLeft;
    }
}
