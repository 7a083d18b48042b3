/** The bulkhead: a bounded number of concurrent calls, with bounded and fair waiting. */
package io.breakwater.engine.bulkhead;
