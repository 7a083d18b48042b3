/**
 * OkHttp: the interceptor that follows redirects and recovers from failures is called once for each attempt. It is the
 * outermost one of the client's own, and so inside of the application's interceptors and outside of the cache.
 */
package io.breakwater.instrumentation.okhttp;
