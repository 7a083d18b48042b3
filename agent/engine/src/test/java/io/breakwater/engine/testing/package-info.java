/** Time, waiting and chance under the control of a test. Other modules use them through this module's test jar. */
package io.breakwater.engine.testing;
