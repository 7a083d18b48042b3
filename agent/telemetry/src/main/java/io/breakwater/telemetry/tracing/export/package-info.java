/**
 * Records and exports spans where there is no OpenTelemetry in the process, if the standard variables of OpenTelemetry ask
 * for it. Threads of the application see plain objects of ours; OpenTelemetry's own classes, which encode, are loaded by
 * the exporting thread alone.
 */
package io.breakwater.telemetry.tracing.export;
