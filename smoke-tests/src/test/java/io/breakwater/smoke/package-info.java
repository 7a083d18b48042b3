/** The packaged agent in JVMs of its own, on every Java version at hand. */
package io.breakwater.smoke;
