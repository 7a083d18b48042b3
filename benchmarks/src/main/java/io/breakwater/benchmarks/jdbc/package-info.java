/** What the agent costs a query, in an application of its own. */
package io.breakwater.benchmarks.jdbc;
