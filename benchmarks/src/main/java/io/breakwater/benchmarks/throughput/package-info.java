/** How many calls a second go through a client, over loopback, without the agent and with it. */
package io.breakwater.benchmarks.throughput;
