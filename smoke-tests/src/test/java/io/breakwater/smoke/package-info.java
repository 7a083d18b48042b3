/** The packaged agent in JVMs of its own, on every Java version at hand. */
@NullMarked
package io.breakwater.smoke;

import org.jspecify.annotations.NullMarked;
