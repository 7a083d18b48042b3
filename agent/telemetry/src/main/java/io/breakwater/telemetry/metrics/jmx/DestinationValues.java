package io.breakwater.telemetry.metrics.jmx;

import java.util.Map;
import java.util.TreeMap;

/** What was read of one destination. Thread-safety: confined to the reading thread, then not written any more. */
final class DestinationValues {
    final Map<String, Long> byMethod = new TreeMap<>();
    final Map<String, Long> byStatus = new TreeMap<>();
    final Map<String, Long> interventions = new TreeMap<>();
    final Map<String, Long> observed = new TreeMap<>();
    final Map<String, String> breakers = new TreeMap<>();
    final Map<String, Long> inUse = new TreeMap<>();
    final Map<String, Long> limit = new TreeMap<>();
    final Map<String, Long> waiting = new TreeMap<>();
    long requests;
    long attempts;
    long retries;
    long deadlineExceeded;
    long failOpen;
    double seconds;
    double retriesLeft;
}
