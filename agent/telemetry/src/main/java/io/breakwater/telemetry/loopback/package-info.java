/** A little server for this machine alone: for what people and scrapers read of the agent. */
package io.breakwater.telemetry.loopback;
