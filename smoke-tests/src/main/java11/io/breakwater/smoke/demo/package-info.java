/**
 * The demo: an ordinary program calls a flaky server, or a database that stalls and restarts, once without the agent and
 * once with it, and a table compares the two. {@link io.breakwater.smoke.demo.Demo} is the entry.
 */
package io.breakwater.smoke.demo;
