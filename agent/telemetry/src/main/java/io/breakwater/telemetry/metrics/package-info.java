/**
 * Counts what becomes of every guarded call, and what was done to it: one set of counters, and the live state of the
 * engine, for all outlets. {@link io.breakwater.telemetry.metrics.Metric} lists what there is; {@code docs/metrics.md}
 * says what it means.
 */
package io.breakwater.telemetry.metrics;
