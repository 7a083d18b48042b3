/** Requests that come in at servlets of a container that we do not know. */
package io.breakwater.instrumentation.servlet;
