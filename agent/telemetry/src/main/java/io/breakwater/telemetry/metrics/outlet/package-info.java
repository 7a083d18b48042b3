/** When and where the metrics can be read: a page for Prometheus, MBeans, OpenTelemetry's instruments. */
package io.breakwater.telemetry.metrics.outlet;
