/** The last minutes of every destination, second by second, for those who look at curves and keep none themselves. */
package io.breakwater.telemetry.history;
