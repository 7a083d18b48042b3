/**
 * What our exporters of spans and of metrics share: OpenTelemetry's settings, and the way to a collector.
 */
package io.breakwater.telemetry.export;
