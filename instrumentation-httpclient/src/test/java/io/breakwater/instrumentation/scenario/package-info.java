/**
 * What must hold for every client and form alike: one list of scenarios, run over all of them. A client brings one {@link
 * io.breakwater.instrumentation.scenario.ClientForm} for each form, and nothing else.
 */
package io.breakwater.instrumentation.scenario;
