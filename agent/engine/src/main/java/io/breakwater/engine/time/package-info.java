/** The only sources of time, waiting and chance; a test replaces each of them. */
@NullMarked
package io.breakwater.engine.time;

import org.jspecify.annotations.NullMarked;
