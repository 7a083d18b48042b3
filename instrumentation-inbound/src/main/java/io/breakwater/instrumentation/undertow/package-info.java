/** Requests that come in at Undertow. */
package io.breakwater.instrumentation.undertow;
