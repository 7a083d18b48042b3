/**
 * What is remembered of calls so that settings can be learned from them: how long they took, how they failed, how many
 * were under way. Bounded, and without what a URL or a statement says beyond its shape.
 */
package io.breakwater.telemetry.observe;
