/** Patterns that pick destinations and paths. Nothing here asks a name server. */
package io.breakwater.config.match;
