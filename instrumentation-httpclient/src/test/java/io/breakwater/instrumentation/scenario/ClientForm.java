package io.breakwater.instrumentation.scenario;

import java.io.InputStream;
import java.net.URI;

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

    /** True with the oldest version that is covered, where that has habits of its own. */
    default boolean isOldestVersion() {
        return false;
    }

    /**
     * False if a call with a body never ends, or now so and now so, without the agent, when the server wants something else
     * than the body.
     */
    default boolean endsRefusedBodies(boolean repeatable) {
        return true;
    }

    /** Why this form cannot play a scenario, for the documentation; null if it can. */
    default String unableTo(Scenario scenario) {
        return null;
    }

    default Client open() throws Exception {
        return open(ClientSettings.defaults());
    }

    /**
     * A new client with room for ten connections to one host. It follows redirects. What a client has no setting for, it
     * does without.
     */
    Client open(ClientSettings settings) throws Exception;

    /** One client. Thread-safe. */
    interface Client extends AutoCloseable {

        /** Begins a call; a blocking one in a thread of its own. */
        RunningCall start(CallSpec call);

        /**
         * Makes a PUT with a body that is read once and written as it is read, and reads the answer to its end without
         * keeping it.
         *
         * @return how many bytes the answer's body has
         * @throws UnsupportedOperationException with the reason, if the form keeps whole bodies
         */
        default long exchange(URI uri, InputStream body) throws Exception {
            throw new UnsupportedOperationException("not tried");
        }

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
