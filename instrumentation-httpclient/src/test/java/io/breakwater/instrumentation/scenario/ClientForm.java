package io.breakwater.instrumentation.scenario;

/**
 * One way in which applications make calls with one client: the client as an application has it, with its defaults but for
 * the size of its pool. Registered by one line in {@code META-INF/services}. Stateless.
 */
public interface ClientForm {

    /** The client, as the documentation calls it: {@code Apache HttpClient 5}. */
    String client();

    /** What the application calls: {@code execute with a handler}. */
    String form();

    /** True if the call keeps its thread until it ends. */
    boolean isBlocking();

    /** True if the form can send a request with a body. */
    default boolean sendsBodies() {
        return true;
    }

    /** A new client with room for ten connections to one host. */
    Client open() throws Exception;

    /** One client. Thread-safe. */
    interface Client extends AutoCloseable {

        /** Begins a call; a blocking one in a thread of its own. */
        RunningCall start(CallSpec call);

        /** Connections that are neither idle in the pool nor closed; -1 if the client does not tell. */
        int leasedConnections();

        @Override
        void close() throws Exception;
    }

    /** A call under way. Thread-safe. */
    interface RunningCall {

        /**
         * Waits for the end of the call, at most 20 seconds.
         *
         * @throws Exception what the application sees, as the client throws it: the cause of an {@link
         *     java.util.concurrent.ExecutionException}, never that itself
         */
        CallResult await() throws Exception;

        /** Gives up as an application does: cancels the future, aborts the request. */
        void cancel();

        /** Interrupts the thread of a blocking call. */
        void interrupt();

        /** After a blocking call has ended: whether its thread was left interrupted. */
        boolean leftInterrupted();
    }
}
