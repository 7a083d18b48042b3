package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The JDK's {@code java.net.http}.
 *
 * <p>The facade is the join point, and not the implementation behind it: while a retry waits, we hold the facade, and as
 * long as somebody does, the client's selector thread lives. It is also where the OpenTelemetry agent's instrumentation
 * is inside ours in whatever order the two agents are given.
 */
public final class JdkHttpModule implements InstrumentationModule {
    private static final String PACKAGE = "io.breakwater.instrumentation.jdkhttp.";
    private static final String FACADE = "jdk.internal.net.http.HttpClientFacade";
    private static final String EXCHANGE = "jdk.internal.net.http.MultiExchange";
    private static final String REQUEST_AND_HANDLER =
            "Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;";
    private static final String FUTURE = "Ljava/util/concurrent/CompletableFuture;";

    @Override
    public String name() {
        return "java.net.http";
    }

    @Override
    public String versions() {
        return "the JDK's, 11 to 25";
    }

    @Override
    public List<String> limits() {
        return Arrays.asList(
                "A request with a body that can be read only once (an input stream, a publisher of the application's own) is"
                        + " repeated only if it never reached the server.",
                "A call ends as the client has it: with its body if the handler takes that in, else with the head of the answer.",
                "A WebSocket is left alone, its opening handshake included.",
                "An answer that a body handler has begun to read is never replaced by another.",
                "A body that is read after `send` has returned, from a stream or a publisher, is no longer bound by attempt and"
                        + " total, but ends with the caller's deadline; so does an event stream.",
                "What a trusted host is told of a deadline is written into the client's own copy of the request, which"
                        + " `HttpResponse.request()` shows.");
    }

    @Override
    public int minimumJava() {
        return 11;
    }

    @Override
    public List<JoinPoint> joinPoints() {
        return Arrays.asList(
                JoinPoint.of(
                        FACADE,
                        "send",
                        "(" + REQUEST_AND_HANDLER + ")Ljava/net/http/HttpResponse;",
                        PACKAGE + "SendAdapter"),
                JoinPoint.of(
                        FACADE, "sendAsync", "(" + REQUEST_AND_HANDLER + ")" + FUTURE, PACKAGE + "SendAsyncAdapter"),
                JoinPoint.of(
                        FACADE,
                        "sendAsync",
                        "(" + REQUEST_AND_HANDLER + "Ljava/net/http/HttpResponse$PushPromiseHandler;)" + FUTURE,
                        PACKAGE + "SendAsyncAdapter"),
                JoinPoint.of(
                        EXCHANGE,
                        "requestFilters",
                        "(Ljdk/internal/net/http/HttpRequestImpl;)V",
                        PACKAGE + "ExchangeAdapter"),
                // Java 11 and 17, then later ones; a method that a version does not have is no join point there.
                JoinPoint.of(
                        EXCHANGE,
                        "getExceptionalCF",
                        "(Ljava/lang/Throwable;)" + FUTURE,
                        PACKAGE + "RepetitionAdapter"),
                JoinPoint.of(
                        EXCHANGE,
                        "getExceptionalCF",
                        "(Ljava/lang/Throwable;Ljdk/internal/net/http/ExchangeImpl;)" + FUTURE,
                        PACKAGE + "RepetitionAdapter"),
                JoinPoint.of(
                        EXCHANGE,
                        "remainingConnectTimeout",
                        "()Ljava/util/Optional;",
                        PACKAGE + "ConnectTimeoutAdapter"));
    }

    @Override
    public List<String> openedPackages() {
        return Collections.singletonList("java.net.http/jdk.internal.net.http");
    }
}
