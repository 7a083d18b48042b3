/** On whose behalf a thread works: the deadline, and the trace, that came in with a request. */
package io.breakwater.engine.context;
