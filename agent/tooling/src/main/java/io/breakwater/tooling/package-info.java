/** The life of the agent: the weaver, the adapter loaders, the start of the engine. Knows no instrumentation. */
@NullMarked
package io.breakwater.tooling;

import org.jspecify.annotations.NullMarked;
