/**
 * Traces: where OpenTelemetry is found, what a call's span says, and on whose behalf a thread works. {@code .otel} is what
 * binds to an OpenTelemetry API, the agent's or the application's; {@code .export} is what stands in where there is none.
 */
package io.breakwater.telemetry.tracing;
