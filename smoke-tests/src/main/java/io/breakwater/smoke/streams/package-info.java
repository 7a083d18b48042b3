/**
 * Ordinary programs that send and read bodies larger than their heap, with each client that can. Compiled against the
 * oldest versions that are supported.
 */
package io.breakwater.smoke.streams;
