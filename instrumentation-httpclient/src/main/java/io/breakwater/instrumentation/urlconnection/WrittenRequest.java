package io.breakwater.instrumentation.urlconnection;

import io.breakwater.extension.http.AttemptHeaders;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * The request of an attempt on its way from the connection object, which puts it together, to the client that writes it.
 * What we tell the server goes into a copy.
 *
 * <p>Thread-safety: confined to the thread of the call.
 */
final class WrittenRequest {
    private static final ThreadLocal<@Nullable WrittenRequest> NEXT = new ThreadLocal<>();

    private final UrlConnectionAttempt<?> attempt;
    private final HttpURLConnection connection;

    private WrittenRequest(UrlConnectionAttempt<?> attempt, HttpURLConnection connection) {
        this.attempt = attempt;
        this.connection = connection;
    }

    /** The connection is about to put its request together. */
    static void begin(UrlConnectionAttempt<?> attempt, HttpURLConnection connection) {
        if (Access.KNOWN != null && AttemptHeaders.mayWrite(attempt.session())) {
            NEXT.set(new WrittenRequest(attempt, connection));
        }
    }

    /** Whatever is written next in this thread, it is not of this call. */
    static void end() {
        NEXT.remove();
    }

    /** What is to be written for these lines: they themselves, unless there is something to tell. */
    static Object linesOf(Object lines) {
        WrittenRequest next = NEXT.get();
        Access access = Access.KNOWN;
        // In between the application's code may have made a call of its own, to find a cookie, say.
        if (next == null || access == null || access.requests.get(next.connection) != lines) {
            return lines;
        }
        NEXT.remove();
        ExchangeHeaders headers = new ExchangeHeaders(lines);
        AttemptHeaders.write(next.attempt.session(), headers);
        return headers.lines();
    }

    /** The client's own method. */
    static void write(Object client, Object lines, @Nullable Object body, Object streaming) throws IOException {
        Access access = Access.KNOWN;
        if (access == null) {
            throw new IllegalStateException("no access");
        }
        try {
            access.writeRequests.invoke(client, lines, body, streaming);
        } catch (InvocationTargetException e) {
            Throwable clientsOwn = e.getCause();
            if (clientsOwn instanceof IOException) {
                throw (IOException) clientsOwn;
            }
            if (clientsOwn instanceof RuntimeException) {
                throw (RuntimeException) clientsOwn;
            }
            if (clientsOwn instanceof Error) {
                throw (Error) clientsOwn;
            }
            throw new IllegalStateException(clientsOwn);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What only writing needs; null on a JDK that is built in another way. */
    private static final class Access {
        static final @Nullable Access KNOWN = find();

        final PrivateField requests;
        final Method writeRequests;

        private Access() throws ReflectiveOperationException {
            requests = PrivateField.of(Class.forName(Insides.CONNECTION, false, null), "requests");
            Class<?> client = Class.forName("sun.net.www.http.HttpClient", false, null);
            writeRequests = client.getMethod(
                    "writeRequests",
                    Class.forName("sun.net.www.MessageHeader", false, null),
                    Class.forName("sun.net.www.http.PosterOutputStream", false, null),
                    boolean.class);
            writeRequests.setAccessible(true);
        }

        private static @Nullable Access find() {
            try {
                return new Access();
            } catch (ReflectiveOperationException | RuntimeException unknown) {
                return null;
            }
        }
    }
}
