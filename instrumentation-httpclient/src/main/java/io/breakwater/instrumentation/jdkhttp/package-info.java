/**
 * The JDK's {@code java.net.http}: {@code send} and {@code sendAsync}, HTTP/1.1 and HTTP/2, Java 11 and later.
 *
 * <p>The body handler is the marker: an attempt of ours carries one with an {@code AttemptMark}, and passes our join points.
 */
package io.breakwater.instrumentation.jdkhttp;
