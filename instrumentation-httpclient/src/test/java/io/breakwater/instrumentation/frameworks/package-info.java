/** Frameworks that make their calls with one of the clients: a call counts once, below the framework. */
package io.breakwater.instrumentation.frameworks;
