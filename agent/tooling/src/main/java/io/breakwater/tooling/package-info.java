/** The life of the agent: the weaver, the adapter loaders, the start of the engine. Knows no instrumentation. */
package io.breakwater.tooling;
