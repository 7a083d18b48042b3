/** Requests that come in at Jetty. */
package io.breakwater.instrumentation.jetty;
