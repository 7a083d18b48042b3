/**
 * Exports the metrics by OTLP where no OpenTelemetry in the process takes them, if the standard variables of OpenTelemetry
 * ask for it. OpenTelemetry's own classes, which encode, are loaded by the exporting thread alone.
 */
package io.breakwater.telemetry.metrics.export;
