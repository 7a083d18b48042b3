/**
 * The outage with real sockets: how callers fare while a backend is down, and when it is back.
 *
 * <pre>
 * Outage       the program to start: runs one combination of outage and strategy after the other, prints the tables
 *   Backend    a JVM of its own: ten slots of 20 ms, a queue without end, and an outage in the middle
 *   Caller     a JVM of its own: 350 calls a second, 400 threads, one Strategy
 * </pre>
 */
package io.breakwater.benchmarks.outage;
