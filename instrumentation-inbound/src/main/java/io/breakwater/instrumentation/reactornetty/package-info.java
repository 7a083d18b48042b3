/** Requests that come in at Reactor Netty, among them those of Spring WebFlux. */
package io.breakwater.instrumentation.reactornetty;
