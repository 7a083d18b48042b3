/** The immutable values that a configuration turns into. One {@link io.breakwater.engine.policy.CallPolicy} holds all of a call. */
@NullMarked
package io.breakwater.engine.policy;

import org.jspecify.annotations.NullMarked;
