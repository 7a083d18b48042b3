/**
 * The executors of the JDK carry the caller of a task's sender to the thread that runs it, where the configuration asks for
 * it ({@code deadline.across-executors}). Without that none of its classes is woven.
 *
 * <p>A task that runs once, and that the JDK made for this one submission, is known by its identity. Others are wrapped, but
 * only where nobody can tell.
 */
package io.breakwater.instrumentation.executors;
