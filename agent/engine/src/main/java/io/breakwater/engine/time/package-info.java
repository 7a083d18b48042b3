/** The only sources of time, waiting and chance; a test replaces each of them. */
package io.breakwater.engine.time;
