/**
 * The program that runs one database server, in a JVM of its own: the servers' libraries need a later Java than the tests
 * may run on, and whatever becomes of the tests, the server ends with the program's standard input.
 */
package io.breakwater.instrumentation.jdbc.kit.server;
