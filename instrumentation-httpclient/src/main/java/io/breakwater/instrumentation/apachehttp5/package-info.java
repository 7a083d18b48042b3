/**
 * Apache HttpClient 5: the classic clients, the cached ones, and the asynchronous ones for HTTP/1.1 and HTTP/2.
 *
 * <p>An attempt of a classic client is the same public method called again with a request of ours, an {@code
 * AttemptRequest}. An attempt of an asynchronous client is its chain executed again with a scope whose cancellable
 * dependency is ours, an {@code AsyncAttempt}. Both travel with the call through redirects and threads, and are the marks
 * by which our join points know our attempts again.
 */
package io.breakwater.instrumentation.apachehttp5;
