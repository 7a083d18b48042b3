/** What happened lately: counters that forget. The breaker and the retry budget count in them. */
package io.breakwater.engine.window;
