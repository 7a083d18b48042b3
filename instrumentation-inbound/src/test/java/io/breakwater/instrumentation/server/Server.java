package io.breakwater.instrumentation.server;

import java.util.function.Function;

/** A real server that answers every path with what a function says of it, in the thread that the request has. */
interface Server extends AutoCloseable {
    /** Elsewhere than in the server's thread: what goes on after an asynchronous start. */
    String ASYNC = "/async";

    /** In a thread of the server once more, after an asynchronous start; where there is such a thing. */
    String DISPATCHED = "/dispatched";

    int port();

    @Override
    void close();

    /** How a server is started. */
    @FunctionalInterface
    interface Start {
        Server with(Function<String, String> handler) throws Exception;
    }

    static Server of(int port, Runnable close) {
        return new Server() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
