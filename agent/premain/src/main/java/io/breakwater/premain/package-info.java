/**
 * What the system class loader sees of the agent: entry points, the isolated loader and the definition of the bridge.
 *
 * <p>Loaded by: the system loader, before the application. Nothing in here may depend on anything but the JDK, and
 * nothing may touch {@code java.util.logging}, {@code java.nio.file} or JMX, or link a lambda: each of them starts a part
 * of the JDK that the application may want to configure first.
 */
package io.breakwater.premain;
