package io.breakwater.instrumentation.jdbc.kit.server;

import java.io.Closeable;

/** A database server that accepts connections, unless it was told to stop. */
interface RunningServer extends Closeable {
    String host();

    /** The same before and after a stop. */
    int port();

    String user();

    /** Stops as a power cut would: no session is waited for, and none is told why. */
    void stopAtOnce() throws Exception;

    /** Starts again with the data that the stop left. Returns when connections are accepted. */
    void startAgain() throws Exception;
}
