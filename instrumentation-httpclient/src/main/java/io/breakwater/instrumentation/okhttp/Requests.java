package io.breakwater.instrumentation.okhttp;

import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.extension.http.CollectorRequest;
import io.breakwater.extension.http.HttpGuards;
import io.breakwater.extension.http.SignedRequest;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** What a request tells: who guards it, and whether it can be sent again. Thread-safety: stateless. */
final class Requests {
    private Requests() {}

    /** The guard of a call; null for what is to be left alone. */
    static @Nullable Guard guardFor(Engine engine, Interceptor.Chain chain) {
        try {
            Request request = chain.request();
            RequestBody body = request.body();
            if (request.header("Upgrade") != null
                    || (body != null && body.isDuplex())
                    || CollectorRequest.isSentBy(request.header(CollectorRequest.USER_AGENT))) {
                return null;
            }
            return guardFor(engine, request.method(), request.url());
        } catch (Throwable bug) {
            engine.failedOpen("guardFor", bug);
            return null;
        }
    }

    /** The guard of what goes to this address, or null. */
    static @Nullable Guard guardFor(Engine engine, String method, HttpUrl url) {
        return HttpGuards.guardFor(engine, method, url.scheme(), url.host(), url.port(), url.encodedPath());
    }

    /**
     * True if the same bytes can be sent a second time, and mean the same then.
     *
     * @param untouched true if nobody has asked the body for its bytes yet
     */
    static boolean isRepeatable(Request request, boolean untouched, long maxBodyBytes) {
        if (SignedRequest.isSigned(request::header)) {
            return false;
        }
        RequestBody body = request.body();
        if (body == null || untouched) {
            return true;
        }
        if (body.isOneShot() || body.isDuplex() || request.header("Expect") != null) {
            return false;
        }
        try {
            long bytes = body.contentLength();
            return bytes >= 0 && bytes <= maxBodyBytes;
        } catch (IOException unknown) {
            return false;
        }
    }

    static boolean sameOrigin(HttpUrl one, HttpUrl other) {
        return one.port() == other.port()
                && one.host().equals(other.host())
                && one.scheme().equals(other.scheme());
    }
}
