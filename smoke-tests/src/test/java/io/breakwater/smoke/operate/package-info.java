/** The first day of an operator with the agent: a service that runs already, the command line, and what is to be seen. */
package io.breakwater.smoke.operate;
