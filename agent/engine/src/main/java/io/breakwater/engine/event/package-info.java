/** What the engine tells the outside: one listener, one event type. */
package io.breakwater.engine.event;
