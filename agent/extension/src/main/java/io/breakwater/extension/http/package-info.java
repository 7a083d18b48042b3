/** What every HTTP client's adapter needs to know of HTTP, and no client knows for us. */
package io.breakwater.extension.http;
