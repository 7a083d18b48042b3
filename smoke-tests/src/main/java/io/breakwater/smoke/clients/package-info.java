/**
 * Ordinary programs with the HTTP clients of the world, compiled against the oldest versions that are supported and run
 * with all of them. The clients are on the class paths of the programs alone.
 */
package io.breakwater.smoke.clients;
