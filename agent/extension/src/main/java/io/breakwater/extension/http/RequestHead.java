package io.breakwater.extension.http;

import org.jspecify.annotations.Nullable;

/**
 * How the head of a request that came in is read, on one server. Reading changes nothing about the request.
 *
 * <p>Thread-safety: implementations are stateless.
 *
 * @param <R> the server's request
 */
public interface RequestHead<R> {

    /**
     * The value of a header, null if the request has none of that name. Several lines are one value, with commas between
     * them, as RFC 9110 section 5.3 has it: see {@link HeaderLines}.
     *
     * @param name in lower case
     */
    @Nullable
    String header(R request, String name);

    /** The address of the sender as the server has it, a proxy's or what that tells; null if it is not known. */
    @Nullable
    String peer(R request);

    /** As it came in; null if that is not known. */
    @Nullable
    String method(R request);

    /** The path, raw, with or without a query; null if that is not known. */
    @Nullable
    String target(R request);
}
