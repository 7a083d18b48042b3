/**
 * Ordinary programs of one page each, for the smoke tests and the demo. They know nothing of Breakwater, of the server
 * that they call, or of tests.
 */
@NullMarked
package io.breakwater.smoke.apps;

import org.jspecify.annotations.NullMarked;
