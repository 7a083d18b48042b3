/** An HTTP/1.1 server that misbehaves on a script, for the smoke tests and the demo. It knows nothing of Breakwater. */
package io.breakwater.smoke.server;
