/**
 * How a running agent is looked at and steered: {@link io.breakwater.tooling.control.AgentControl} is the handle, and JMX
 * one way to reach it.
 */
package io.breakwater.tooling.control;
