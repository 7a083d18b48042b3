/**
 * The circuit breaker: one {@link io.breakwater.engine.breaker.CircuitBreaker} per destination.
 *
 * <p>One object is the state, and it owns its counters. A transition replaces it by one compare-and-set, so that counters
 * and permits of an older state die with it:
 *
 * <pre>
 * state      what happens                                    next state
 * ---------  ----------------------------------------------  ----------------------------------------------
 * CLOSED     failures or slow calls reach a threshold        OPEN for the open duration
 * CLOSED     success; ignored; failures below all thresholds CLOSED
 * OPEN       a call, before the open duration is over        OPEN; refused
 * OPEN       a call, after it                                HALF_OPEN; the call is a probe
 * HALF_OPEN  a call, and all probes are out                  HALF_OPEN; refused
 * HALF_OPEN  a call, and one is not (or is overdue)          HALF_OPEN; the call is a probe
 * HALF_OPEN  a probe is ignored                              HALF_OPEN; its place is free again
 * HALF_OPEN  a probe succeeds, others are still needed       HALF_OPEN
 * HALF_OPEN  the last probe succeeds                         CLOSED, with an empty window
 * HALF_OPEN  a probe fails                                   OPEN for twice the time, up to the maximum
 * any        an operator forces a state                      forced OPEN or forced CLOSED
 * forced     any result, any time                            no change
 * forced     the operator lets go                            CLOSED, with an empty window
 * any other  the operator resets it                          CLOSED, with an empty window
 * any        a result that belongs to an older state         no change
 * </pre>
 *
 * <p>The three rules that open it are independent: failures per hundred calls, slow calls per hundred calls, and failures
 * without a success between them. A forced state refuses all calls, or lets all through, and takes no probes.
 */
package io.breakwater.engine.breaker;
