package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.extension.http.CollectorRequest;
import io.breakwater.extension.http.SignedRequest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.BodyHandler;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request tells: who guards it, and whether it can be sent again. Thread-safety: stateless. */
final class Requests {
    /** Requests of this class come from the client itself: the opening handshake of a WebSocket. */
    private static final String CLIENTS_OWN_REQUEST = "jdk.internal.net.http.HttpRequestImpl";

    private static final String PUBLISHERS = "jdk.internal.net.http.RequestPublishers$";

    private Requests() {}

    /** The guard of an application's call; null for our own attempts and for what is to be left alone. */
    static @Nullable Guard guardFor(Engine engine, @Nullable HttpRequest request, @Nullable BodyHandler<?> handler) {
        if (AttemptHandler.OWN_CALL.take() || request == null || handler == null || AttemptMark.isOn(handler)) {
            return null;
        }
        if (request.getClass().getName().equals(CLIENTS_OWN_REQUEST)) {
            return null;
        }
        try {
            return isForCollector(request) ? null : guardFor(engine, request.method(), request.uri());
        } catch (Throwable bug) {
            engine.failedOpen("guardFor", bug);
            return null;
        }
    }

    private static boolean isForCollector(HttpRequest request) {
        List<String> userAgents = request.headers().map().get(CollectorRequest.USER_AGENT);
        return userAgents != null && !userAgents.isEmpty() && CollectorRequest.isSentBy(userAgents.get(0));
    }

    /** The guard of what goes to this address, or null. */
    static @Nullable Guard guardFor(Engine engine, String method, @Nullable URI uri) {
        if (uri == null || uri.getHost() == null || uri.getScheme() == null) {
            return null;
        }
        String path = uri.getRawPath();
        Destination destination = Destination.of(uri.getScheme(), uri.getHost(), uri.getPort());
        return engine.guardFor(destination, method, path == null || path.isEmpty() ? "/" : path);
    }

    /** True if the same bytes can be sent a second time, and mean the same then. */
    static boolean isRepeatable(HttpRequest request, long maxBodyBytes) {
        if (SignedRequest.isSigned(name -> request.headers().firstValue(name).orElse(null))) {
            return false;
        }
        Optional<BodyPublisher> publisher = request.bodyPublisher();
        return publisher.isEmpty() || isRepeatable(publisher.get(), maxBodyBytes);
    }

    /**
     * Only the publishers that hold their bytes, or read them anew from a file. An input stream's supplier may give the
     * same stream again, and would then send an empty body without anybody noticing; anything else is unknown.
     */
    private static boolean isRepeatable(BodyPublisher publisher, long maxBodyBytes) {
        switch (publisher.getClass().getName()) {
            case PUBLISHERS + "EmptyPublisher":
                return true;
            case PUBLISHERS + "StringPublisher":
            case PUBLISHERS + "ByteArrayPublisher":
            case PUBLISHERS + "FilePublisher":
                return publisher.contentLength() <= maxBodyBytes;
            default:
                return false;
        }
    }
}
