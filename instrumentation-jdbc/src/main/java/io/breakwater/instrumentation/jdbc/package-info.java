/** The JDBC join points live here, and none is woven yet. */
package io.breakwater.instrumentation.jdbc;
