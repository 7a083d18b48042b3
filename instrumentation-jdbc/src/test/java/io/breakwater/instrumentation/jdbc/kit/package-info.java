/**
 * What the tests of JDBC share: real databases ({@link io.breakwater.instrumentation.jdbc.kit.DatabaseServer}), faults
 * between them and their clients ({@link io.breakwater.instrumentation.jdbc.kit.FaultProxy}), faults of their own
 * ({@link io.breakwater.instrumentation.jdbc.kit.DatabaseFaults}), and every driver and pool apart from the others
 * ({@link io.breakwater.instrumentation.jdbc.kit.IsolatedJars}).
 */
package io.breakwater.instrumentation.jdbc.kit;
