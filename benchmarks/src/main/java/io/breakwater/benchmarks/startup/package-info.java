/** What a start costs: the programs that are started, and the agent that does nothing. */
package io.breakwater.benchmarks.startup;
