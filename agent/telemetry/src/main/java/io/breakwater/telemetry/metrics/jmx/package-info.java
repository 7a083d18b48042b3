/** The metrics as MBeans, with types that every JMX client has. */
package io.breakwater.telemetry.metrics.jmx;
