package io.breakwater.smoke.streams;

import java.io.Closeable;

/** A client with its defaults, used by an application that keeps no body in memory. Not thread-safe. */
public interface Streamer extends Closeable {

    /**
     * Makes a PUT with a body that is made while it is sent, and that can be sent once.
     *
     * @return the status
     * @throws Exception what the client throws; of an asynchronous one, the cause
     */
    int upload(String url, long bytes) throws Exception;

    /**
     * Makes a GET, and reads the answer to its end without keeping it.
     *
     * @return how many bytes the body has
     * @throws Exception what the client throws; of an asynchronous one, the cause
     */
    long download(String url) throws Exception;

    @Override
    default void close() {}
}
