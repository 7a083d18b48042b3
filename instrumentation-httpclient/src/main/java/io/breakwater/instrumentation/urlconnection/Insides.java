package io.breakwater.instrumentation.urlconnection;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URLConnection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a connection object knows and does not tell: whether it has its answer, its timeouts as the application set them,
 * and the client on the wire.
 *
 * <p>Thread-safety: stateless; the fields behind it are as thread-safe as the connection is. Source: the classes of Java
 * 8, 11, 17, 21 and 25, which agree.
 */
final class Insides {
    static final String CONNECTION = "sun.net.www.protocol.http.HttpURLConnection";

    /** Null on a JDK that is built in another way. */
    private static final @Nullable Insides KNOWN = find();

    private final PrivateField connected;
    private final PrivateField http;
    private final PrivateField inputStream;
    private final PrivateField cachedInputStream;
    private final PrivateField rememberedException;
    private final PrivateField responseCode;
    private final PrivateField responses;
    private final PrivateField connectTimeout;
    private final PrivateField readTimeout;
    private final PrivateField defaultConnectTimeout;
    private final PrivateField defaultReadTimeout;
    private final PrivateMethod streaming;
    private final PrivateMethod getReadTimeout;
    private final PrivateMethod setReadTimeout;
    private final PrivateMethod setDoNotRetry;
    private final PrivateMethod closeServer;
    private final PrivateField inCache;
    private final PrivateField requests;

    private Insides() throws ReflectiveOperationException {
        Class<?> connection = Class.forName(CONNECTION, false, null);
        Class<?> client = Class.forName("sun.net.www.http.HttpClient", false, null);
        Class<?> network = Class.forName("sun.net.NetworkClient", false, null);
        connected = PrivateField.of(URLConnection.class, "connected");
        responseCode = PrivateField.of(HttpURLConnection.class, "responseCode");
        http = PrivateField.of(connection, "http");
        inputStream = PrivateField.of(connection, "inputStream");
        cachedInputStream = PrivateField.of(connection, "cachedInputStream");
        rememberedException = PrivateField.of(connection, "rememberedException");
        responses = PrivateField.of(connection, "responses");
        connectTimeout = PrivateField.of(connection, "connectTimeout");
        readTimeout = PrivateField.of(connection, "readTimeout");
        streaming = PrivateMethod.of(connection, "streaming");
        defaultConnectTimeout = PrivateField.of(network, "defaultConnectTimeout");
        defaultReadTimeout = PrivateField.of(network, "defaultSoTimeout");
        getReadTimeout = PrivateMethod.of(network, "getReadTimeout");
        setReadTimeout = PrivateMethod.of(network, "setReadTimeout", int.class);
        setDoNotRetry = PrivateMethod.of(client, "setDoNotRetry", boolean.class);
        closeServer = PrivateMethod.of(client, "closeServer");
        inCache = PrivateField.of(client, "inCache");
        requests = PrivateField.of(client, "requests");
    }

    private static @Nullable Insides find() {
        try {
            return new Insides();
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            return null;
        }
    }

    /** Null on a JDK that is built in another way. */
    static @Nullable Insides known() {
        return KNOWN;
    }

    /** True if the connection gives what it has, without a call. */
    boolean isOver(HttpURLConnection connection) {
        return inputStream.get(connection) != null
                || rememberedException.get(connection) != null
                || cachedInputStream.get(connection) != null;
    }

    boolean isConnected(HttpURLConnection connection) {
        return Boolean.TRUE.equals(connected.get(connection));
    }

    /** True if the body goes out as the application writes it. */
    boolean isStreaming(HttpURLConnection connection) {
        return Boolean.TRUE.equals(streaming.call(connection));
    }

    /** The answer's body, also that of a refusal; null if there is no answer. */
    @Nullable
    InputStream answer(HttpURLConnection connection) {
        return (InputStream) inputStream.get(connection);
    }

    void setAnswer(HttpURLConnection connection, InputStream answer) {
        inputStream.set(connection, answer);
    }

    /** The answer's status, or -1. */
    int status(HttpURLConnection connection) {
        return responseCode.getInt(connection);
    }

    @Nullable
    String header(HttpURLConnection connection, String name) {
        Object headers = responses.get(connection);
        return headers == null ? null : MessageHeaders.find(headers, name);
    }

    /** From now on, who asks this connection for its answer gets this exception. */
    void remember(HttpURLConnection connection, Exception thrown) {
        rememberedException.set(connection, thrown);
    }

    /** The raw value: 0 for none, negative if the application has set none. */
    int connectTimeoutMillis(HttpURLConnection connection) {
        return connectTimeout.getInt(connection);
    }

    void setConnectTimeoutMillis(HttpURLConnection connection, int millis) {
        connectTimeout.set(connection, millis);
    }

    /** The raw value: 0 for none, negative if the application has set none. */
    int readTimeoutMillis(HttpURLConnection connection) {
        return readTimeout.getInt(connection);
    }

    void setReadTimeoutMillis(HttpURLConnection connection, int millis) {
        readTimeout.set(connection, millis);
    }

    /** How long the application, or a property of the JDK, lets a connection take; or NONE. */
    long ownConnectNanos(HttpURLConnection connection) {
        return nanos(connectTimeoutMillis(connection), defaultConnectTimeout.getInt(null));
    }

    /** How long the application, or a property of the JDK, waits for the next part of an answer; or NONE. */
    long ownReadNanos(HttpURLConnection connection) {
        Object client = client(connection);
        int set = client == null ? readTimeoutMillis(connection) : readTimeoutMillis(client);
        return nanos(set, defaultReadTimeout.getInt(null));
    }

    private static long nanos(int set, int standard) {
        int millis = set < 0 ? standard : set;
        return millis <= 0 ? NONE : TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** The JDK's client on the wire, or null while there is none. */
    @Nullable
    Object client(HttpURLConnection connection) {
        return http.get(connection);
    }

    private int readTimeoutMillis(Object client) {
        Object millis = getReadTimeout.call(client);
        return millis == null ? 0 : (Integer) millis;
    }

    /** Of the socket itself. */
    void setClientReadTimeoutMillis(Object client, int millis) {
        setReadTimeout.call(client, millis);
    }

    /** The client does not send the request again by itself, should the connection break before an answer. */
    void forbidRepetition(Object client) {
        setDoNotRetry.call(client, true);
    }

    /** True while the client waits for another call. */
    boolean isPooled(Object client) {
        return Boolean.TRUE.equals(inCache.get(client));
    }

    /** The request that the client carries, or carried last. */
    @Nullable
    Object requestsOf(Object client) {
        return requests.get(client);
    }

    void closeWire(Object client) {
        closeServer.call(client);
    }

    /** Closes what is open, and forgets the client and its answer. */
    void letGo(HttpURLConnection connection) {
        Object client = client(connection);
        if (client != null) {
            closeWire(client);
        }
        forgetClient(connection);
    }

    void forgetClient(HttpURLConnection connection) {
        http.set(connection, null);
        inputStream.set(connection, null);
        connected.set(connection, false);
        responseCode.set(connection, -1);
    }

    /** The JDK finds no status any more, where it would otherwise look for one. */
    void forgetAnswer(HttpURLConnection connection) {
        responses.set(connection, MessageHeaders.createForAnswer());
    }

    void forgetFailure(HttpURLConnection connection) {
        rememberedException.set(connection, null);
    }
}
