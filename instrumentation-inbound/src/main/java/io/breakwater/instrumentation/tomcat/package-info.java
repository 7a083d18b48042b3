/** Requests that come in at Tomcat. */
package io.breakwater.instrumentation.tomcat;
