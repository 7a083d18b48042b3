/** The immutable values that a configuration turns into. One {@link io.breakwater.engine.policy.CallPolicy} holds all of a call. */
package io.breakwater.engine.policy;
