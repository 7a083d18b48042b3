package io.breakwater.instrumentation.okhttp;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * OkHttp 3.14 and later. The join points are methods that every client has, however and whenever it was built. Where a
 * method changed between versions all its forms are listed; one that a version does not have is no join point there.
 */
public final class OkHttpModule implements InstrumentationModule {
    private static final String PACKAGE = "io.breakwater.instrumentation.okhttp.";
    private static final String FOLLOW_UP = "okhttp3.internal.http.RetryAndFollowUpInterceptor";
    private static final String EXCHANGE = "okhttp3.internal.connection.Exchange";
    private static final String REAL_CALL = "okhttp3.internal.connection.RealCall";
    private static final String TRANSMITTER = "okhttp3.internal.connection.Transmitter";
    private static final String INTERCEPT = "(Lokhttp3/Interceptor$Chain;)Lokhttp3/Response;";

    @Override
    public String name() {
        return "OkHttp";
    }

    @Override
    public String versions() {
        return "3.14.9, 4.12.0 and 5.3.2";
    }

    @Override
    public List<String> limits() {
        return Arrays.asList(
                "The wait between two attempts of a call that was given to enqueue holds a thread of the client's"
                        + " dispatcher, and its place among the requests to that host.",
                "OkHttp's own 10 s for connecting and for reading count as left unset by the application.",
                "The connect timeout is that of one address; a TLS handshake is bounded by the response timeout.",
                "The timeouts attempt and total go on, as OkHttp's own call timeout does, until the body of the answer has"
                        + " been read, except for event streams.",
                "For the circuit breaker and the bulkhead a call ends with the head of its answer.",
                "A body that takes longer than it may is cut off by OkHttp's own timeouts, set by us; the log says nothing of"
                        + " it.",
                "A request with a body that can be sent only once, or whose length is not known, is repeated only if it"
                        + " never reached the server; one with Expect: 100-continue likewise.",
                "Over HTTP/2 an attempt that is cut off ends its stream alone; for later calls the client may open another"
                        + " connection.",
                "WebSockets, other upgrades and duplex calls are left alone.",
                "An event stream is left out of attempt and total, and ends with the caller's deadline; that of a call given to"
                        + " enqueue is the deadline of the thread that gave it.",
                "What a trusted host is told of a deadline is written below all interceptors and caches;"
                        + " `Response.request()` does not show it.",
                "An attempt in which the client looks up a name ends when the look-up does.");
    }

    @Override
    public int minimumJava() {
        return 8;
    }

    @Override
    public List<JoinPoint> joinPoints() {
        return Arrays.asList(
                JoinPoint.of(FOLLOW_UP, "intercept", INTERCEPT, PACKAGE + "InterceptAdapter"),
                enqueue("okhttp3.RealCall"),
                enqueue(REAL_CALL),
                JoinPoint.of(
                        "okhttp3.internal.connection.ConnectInterceptor",
                        "intercept",
                        INTERCEPT,
                        PACKAGE + "ConnectAdapter"),
                JoinPoint.of(
                        "okhttp3.internal.http.CallServerInterceptor",
                        "intercept",
                        INTERCEPT,
                        PACKAGE + "ServerAdapter"),
                JoinPoint.of(
                        EXCHANGE, "createRequestBody", "(Lokhttp3/Request;Z)Lokio/Sink;", PACKAGE + "UploadAdapter"),
                JoinPoint.of(EXCHANGE, "writeRequestHeaders", "(Lokhttp3/Request;)V", PACKAGE + "HeadersAdapter"),
                JoinPoint.of(EXCHANGE, "finishRequest", "()V", PACKAGE + "SentAdapter"),
                // 3.14, then 4, then 5.
                recover("(Ljava/io/IOException;Lokhttp3/internal/connection/Transmitter;ZLokhttp3/Request;)Z"),
                recover("(Ljava/io/IOException;Lokhttp3/internal/connection/RealCall;Lokhttp3/Request;Z)Z"),
                recover("(Ljava/io/IOException;Lokhttp3/internal/connection/RealCall;Lokhttp3/Request;)Z"),
                followUp("(Lokhttp3/Response;Lokhttp3/Route;)Lokhttp3/Request;"),
                followUp("(Lokhttp3/Response;Lokhttp3/internal/connection/Exchange;)Lokhttp3/Request;"),
                JoinPoint.of(TRANSMITTER, "cancel", "()V", PACKAGE + "CancelAdapter"),
                JoinPoint.of(REAL_CALL, "cancel", "()V", PACKAGE + "CancelAdapter"));
    }

    /** 3.14, then later ones. */
    private static JoinPoint enqueue(String realCall) {
        return JoinPoint.of(realCall, "enqueue", "(Lokhttp3/Callback;)V", PACKAGE + "EnqueueAdapter");
    }

    private static JoinPoint recover(String descriptor) {
        return JoinPoint.of(FOLLOW_UP, "recover", descriptor, PACKAGE + "RecoverAdapter");
    }

    private static JoinPoint followUp(String descriptor) {
        return JoinPoint.of(FOLLOW_UP, "followUpRequest", descriptor, PACKAGE + "FollowUpAdapter");
    }

    @Override
    public List<String> openedPackages() {
        return Collections.emptyList();
    }
}
