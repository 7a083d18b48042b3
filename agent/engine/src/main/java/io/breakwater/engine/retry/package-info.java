/** Backoff and the retry budget. */
package io.breakwater.engine.retry;
