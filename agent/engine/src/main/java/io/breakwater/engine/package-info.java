/**
 * The pipeline: one call is one {@link io.breakwater.engine.CallSession}, a state machine without I/O and without
 * threads, driven by {@link io.breakwater.engine.BlockingRunner} or {@link io.breakwater.engine.AsyncRunner}.
 *
 * <p>Nothing in here knows HTTP, JDBC or bytecode, and nothing reads a clock, sleeps or draws a random number except
 * through {@link io.breakwater.engine.time}.
 */
package io.breakwater.engine;
