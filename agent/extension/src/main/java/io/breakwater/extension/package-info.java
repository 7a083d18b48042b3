/**
 * What an instrumentation compiles against.
 *
 * <p>An instrumentation is one package: an {@link io.breakwater.extension.InstrumentationModule} that names its join
 * points and is loaded by the agent's own loader, and {@link io.breakwater.extension.Adapter}s that are loaded once per
 * application class loader, where they see both the client's classes and ours. The module names its adapters as strings,
 * so that neither a missing client nor an older Java version can stop it from loading.
 */
package io.breakwater.extension;
