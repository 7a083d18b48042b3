/**
 * The page to look at in a browser: the status of every destination, its last quarter of an hour in curves, and, with a
 * token, the operator's switches. Served to this machine alone.
 */
package io.breakwater.tooling.page;
