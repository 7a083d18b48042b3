/** What a guarded call costs while nothing goes wrong, in time and in bytes. */
package io.breakwater.benchmarks.calls;
