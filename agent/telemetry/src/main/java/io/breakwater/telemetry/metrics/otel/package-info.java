/**
 * Our metrics as instruments of an OpenTelemetry API. As {@code tracing.otel}, these class files are defined once for each
 * API that is found, in a loader that sees it. They use what version 1.10 of the API had, and no lambda; with an older one
 * they cannot be linked, and then there are no instruments.
 */
package io.breakwater.telemetry.metrics.otel;
