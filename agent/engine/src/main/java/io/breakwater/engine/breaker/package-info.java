/** The circuit breaker. */
package io.breakwater.engine.breaker;
