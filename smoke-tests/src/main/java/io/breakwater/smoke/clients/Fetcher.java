package io.breakwater.smoke.clients;

import java.io.Closeable;

/**
 * A client with its defaults, as an application has it, and room for {@value #CONNECTIONS} calls to one host.
 *
 * <p>Thread-safety: implementations are thread-safe.
 */
public interface Fetcher extends Closeable {
    /** Where the client's default is less. */
    int CONNECTIONS = 64;

    /**
     * Makes a GET and reads the answer to its end.
     *
     * @return the status
     * @throws Exception what the client throws; of an asynchronous one, the cause
     */
    int get(String url) throws Exception;
}
