/** How people learn what the agent did: log lines and counters. Everything here listens; nothing decides. */
package io.breakwater.telemetry;
