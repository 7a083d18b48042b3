/**
 * JDBC: the drivers' own methods that connect and execute are called once for each attempt. A mark in the thread tells what
 * a driver, a pool or a wrapper calls within a call from the call itself.
 */
package io.breakwater.instrumentation.jdbc;
