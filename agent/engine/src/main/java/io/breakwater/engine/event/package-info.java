/** What the engine tells the outside: one listener, one event type. */
@NullMarked
package io.breakwater.engine.event;

import org.jspecify.annotations.NullMarked;
