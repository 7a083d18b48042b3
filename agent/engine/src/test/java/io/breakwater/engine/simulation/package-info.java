/** Whole minutes of traffic in virtual time: what a backend and its callers go through with our policies and without. */
package io.breakwater.engine.simulation;
