/**
 * What binds to an OpenTelemetry API. These class files are defined once for each API that is found, in a loader that sees
 * it; for the copy inside the OpenTelemetry agent with the names changed. They use what version 1.0 of the API had, and no
 * lambda, and only what is public of the package around them.
 */
package io.breakwater.telemetry.tracing.otel;
