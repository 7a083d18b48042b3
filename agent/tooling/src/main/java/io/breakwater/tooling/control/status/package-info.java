/**
 * What a running agent says of itself, as values that are the JSON document of {@code docs/status.md}: one field, one key.
 * The document is written in the application's process and read in another, perhaps by another version of this code.
 */
package io.breakwater.tooling.control.status;
