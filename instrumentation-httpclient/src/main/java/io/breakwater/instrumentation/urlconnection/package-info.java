/**
 * The JDK's {@code HttpURLConnection}, {@code http} and {@code https}, Java 8 and later.
 *
 * <p>A connection object makes one call, and so it is the marker: while a call of ours is under way it stands in {@code
 * RunningCalls}, and what the JDK calls on it from within passes our join points.
 */
package io.breakwater.instrumentation.urlconnection;
