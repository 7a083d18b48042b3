/** What the tests of all clients share: a server that answers by a script, and an agent in the test's own JVM. */
package io.breakwater.instrumentation.kit;
