package io.breakwater.instrumentation.apachehttp4;

import org.apache.http.concurrent.Cancellable;

/** One attempt, as the client sees it through the attempt's request. Thread-safety: thread-safe. */
interface Execution {

    /**
     * What the client is at from now on, and what ends it.
     *
     * @param leased true if that is a connection, false if it waits for one
     */
    void runs(Cancellable what, boolean leased);

    /** True if the client is not to go on with the attempt. */
    boolean isAborted();

    /** Somebody who found the attempt's request gives the call up. */
    void abort();
}
