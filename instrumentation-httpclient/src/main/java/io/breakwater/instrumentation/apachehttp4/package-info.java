/**
 * Apache HttpClient 4 and HttpAsyncClient 4.
 *
 * <p>The request is the marker: an attempt of ours is an {@code AttemptRequest}, and passes our join points. The client
 * hands it on as the {@code HttpExecutionAware} of the call, so that it is there after a redirect, too.
 */
package io.breakwater.instrumentation.apachehttp4;
