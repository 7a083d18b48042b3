/** What happened lately: counters that forget. The breaker and the retry budget count in them. */
@NullMarked
package io.breakwater.engine.window;

import org.jspecify.annotations.NullMarked;
