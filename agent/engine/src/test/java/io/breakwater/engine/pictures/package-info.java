/** The pictures of docs/policies.md: calls in virtual time, drawn as the engine tells of them. */
package io.breakwater.engine.pictures;
