/** The bulkhead: a bounded number of concurrent calls, with bounded and fair waiting. */
@NullMarked
package io.breakwater.engine.bulkhead;

import org.jspecify.annotations.NullMarked;
