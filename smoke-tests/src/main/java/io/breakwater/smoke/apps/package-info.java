/**
 * Ordinary programs of one page each, for the smoke tests and the demo. They know nothing of Breakwater, of the server
 * that they call, or of tests.
 */
package io.breakwater.smoke.apps;
