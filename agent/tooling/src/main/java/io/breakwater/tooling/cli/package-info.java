/** The command line of the agent jar. Loaded by the agent's loader, in a JVM of its own. */
package io.breakwater.tooling.cli;
