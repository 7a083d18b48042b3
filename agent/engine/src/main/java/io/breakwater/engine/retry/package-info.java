/** Backoff and the retry budget. */
@NullMarked
package io.breakwater.engine.retry;

import org.jspecify.annotations.NullMarked;
