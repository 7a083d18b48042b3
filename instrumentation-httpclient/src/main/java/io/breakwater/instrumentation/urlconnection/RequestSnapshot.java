package io.breakwater.instrumentation.urlconnection;

import io.breakwater.extension.http.RequestKey;
import io.breakwater.extension.http.SignedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URLConnection;
import org.jspecify.annotations.Nullable;

/**
 * A request as it stood before the first attempt, and the way back to it. An attempt leaves its traces in the connection
 * object: the answer or the failure, credentials and cookies of the JDK's own, after a redirect another address.
 *
 * <p>Thread-safety: confined to the thread of the call.
 */
final class RequestSnapshot {
    private static final @Nullable Fields FIELDS = find();
    private static final ThreadLocal<@Nullable RequestSnapshot> WRITTEN_NEXT = new ThreadLocal<>();

    private final Fields fields;
    private final Insides insides;
    private final HttpURLConnection connection;
    private final @Nullable Object url;
    private final @Nullable Object method;
    private final Object requests;
    private final @Nullable Object poster;

    private RequestSnapshot(Fields fields, Insides insides, HttpURLConnection connection, Object requests) {
        this.fields = fields;
        this.insides = insides;
        this.connection = connection;
        this.url = fields.url.get(connection);
        this.method = fields.method.get(connection);
        this.requests = MessageHeaders.copy(requests);
        this.poster = fields.poster.get(connection);
    }

    /** Has the fields found now, and not when they are needed. */
    static void lookUp() {}

    /** Null where there is no way back: on a JDK that is built in another way, or for a body that was not kept. */
    static @Nullable RequestSnapshot of(Insides insides, HttpURLConnection connection) {
        Fields fields = FIELDS;
        Object requests = fields == null ? null : fields.requests.get(connection);
        return fields == null || requests == null ? null : new RequestSnapshot(fields, insides, connection, requests);
    }

    private static @Nullable Fields find() {
        try {
            MessageHeaders.find(MessageHeaders.createForAnswer(), "none");
            return new Fields();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError unknown) {
            return null;
        }
    }

    /** True if the same bytes can be sent a second time, and mean the same then. */
    boolean isRepeatable(long maxBodyBytes) {
        long bodyBytes = poster instanceof ByteArrayOutputStream ? ((ByteArrayOutputStream) poster).size() : 0;
        return bodyBytes <= maxBodyBytes && !SignedRequest.isSigned(name -> MessageHeaders.find(requests, name));
    }

    boolean carriesKey(String name) {
        return RequestKey.isCarried(name, header -> MessageHeaders.find(requests, header));
    }

    /** Lets the last answer go, and puts the request back as it was. */
    void restore() {
        InputStream answer = insides.answer(connection);
        if (answer == null) {
            insides.letGo(connection);
        } else {
            close(answer);
        }
        insides.forgetClient(connection);
        insides.forgetFailure(connection);
        fields.url.set(connection, url);
        fields.method.set(connection, method);
        fields.requests.set(connection, MessageHeaders.copy(requests));
        insides.forgetAnswer(connection);
        fields.poster.set(connection, poster);
        fields.setRequests.set(connection, false);
        fields.setUserCookies.set(connection, true);
        fields.userCookies.set(connection, null);
        fields.userCookies2.set(connection, null);
        fields.requestUri.set(connection, null);
        fields.errorStream.set(connection, null);
        fields.reuseClient.set(connection, null);
        fields.failedOnce.set(connection, false);
    }

    /** The JDK keeps the connection if little is left of the answer, and does not wait for it. */
    private static void close(InputStream answer) {
        try {
            answer.close();
        } catch (IOException broken) {
            // Then it is closed as well.
        }
    }

    /** In this thread, what is written next is this request. */
    void beginWrite() {
        WRITTEN_NEXT.set(this);
    }

    /**
     * The JDK does not write the request of this thread a second time if that fails. To be said when the request is put
     * together already, because until then the same flag means that it need not be.
     */
    static void forbidRepetitionOfWrite() {
        RequestSnapshot request = WRITTEN_NEXT.get();
        if (request != null) {
            WRITTEN_NEXT.remove();
            request.fields.failedOnce.set(request.connection, true);
        }
    }

    /** Whatever is written next in this thread, it is not this request. */
    static void leaveWrite() {
        WRITTEN_NEXT.remove();
    }

    /** The request is written; the flag would keep a redirect from using an open connection. */
    void endWrite() {
        leaveWrite();
        fields.failedOnce.set(connection, false);
    }

    /** What only a retry needs. */
    private static final class Fields {
        final PrivateField url = PrivateField.of(URLConnection.class, "url");
        final PrivateField method = PrivateField.of(HttpURLConnection.class, "method");
        final PrivateField requests;
        final PrivateField poster;
        final PrivateField setRequests;
        final PrivateField setUserCookies;
        final PrivateField userCookies;
        final PrivateField userCookies2;
        final PrivateField requestUri;
        final PrivateField errorStream;
        final PrivateField reuseClient;
        final PrivateField failedOnce;

        Fields() throws ReflectiveOperationException {
            Class<?> type = Class.forName(Insides.CONNECTION, false, null);
            requests = PrivateField.of(type, "requests");
            poster = PrivateField.of(type, "poster");
            setRequests = PrivateField.of(type, "setRequests");
            setUserCookies = PrivateField.of(type, "setUserCookies");
            userCookies = PrivateField.of(type, "userCookies");
            userCookies2 = PrivateField.of(type, "userCookies2");
            requestUri = PrivateField.of(type, "requestURI");
            errorStream = PrivateField.of(type, "errorStream");
            reuseClient = PrivateField.of(type, "reuseClient");
            failedOnce = PrivateField.of(type, "failedOnce");
        }
    }
}
