/** Requests that come in at {@code com.sun.net.httpserver}, the JDK's own server. */
package io.breakwater.instrumentation.httpserver;
