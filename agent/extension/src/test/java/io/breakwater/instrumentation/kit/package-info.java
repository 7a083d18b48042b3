/** What the tests of all instrumentations share: join points that are woven into the test's own JVM. */
package io.breakwater.instrumentation.kit;
