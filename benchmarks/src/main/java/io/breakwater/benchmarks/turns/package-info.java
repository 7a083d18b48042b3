/** JVMs that make the same calls by turns, so that whatever else the machine does meets all of them alike. */
package io.breakwater.benchmarks.turns;
