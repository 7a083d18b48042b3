/** The metrics as text, for Prometheus, on a port of this machine alone. */
package io.breakwater.telemetry.metrics.prometheus;
