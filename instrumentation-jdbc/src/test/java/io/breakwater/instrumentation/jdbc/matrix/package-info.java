/**
 * What an application sees of each fault of a database, with each driver and pool: {@code docs/jdbc-matrix.md} is held to
 * it by {@link io.breakwater.instrumentation.jdbc.matrix.FaultMatrixTest}.
 */
package io.breakwater.instrumentation.jdbc.matrix;
