package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Apache HttpClient 4, blocking and asynchronous.
 *
 * <p>All of a client's {@code execute} methods, those with a response handler included, come together in {@code doExecute};
 * those of an asynchronous client in the {@code execute} of producer and consumer.
 */
public final class ApacheHttp4Module implements InstrumentationModule {
    private static final String PACKAGE = "io.breakwater.instrumentation.apachehttp4.";
    private static final String CLIENT = "org.apache.http.impl.client.";
    private static final String CHAIN = "org.apache.http.impl.execchain.";
    private static final String ASYNC = "org.apache.http.impl.nio.client.";
    private static final String REACTOR = "org.apache.http.impl.nio.reactor.";
    private static final String RESPONSE = "Lorg/apache/http/client/methods/CloseableHttpResponse;";
    private static final String TARGET_REQUEST_CONTEXT =
            "(Lorg/apache/http/HttpHost;Lorg/apache/http/HttpRequest;Lorg/apache/http/protocol/HttpContext;)";
    private static final String CHAIN_EXECUTE = "(Lorg/apache/http/conn/routing/HttpRoute;"
            + "Lorg/apache/http/client/methods/HttpRequestWrapper;"
            + "Lorg/apache/http/client/protocol/HttpClientContext;"
            + "Lorg/apache/http/client/methods/HttpExecutionAware;)"
            + RESPONSE;
    private static final String ASYNC_EXECUTE = "(Lorg/apache/http/nio/protocol/HttpAsyncRequestProducer;"
            + "Lorg/apache/http/nio/protocol/HttpAsyncResponseConsumer;"
            + "Lorg/apache/http/protocol/HttpContext;"
            + "Lorg/apache/http/concurrent/FutureCallback;)Ljava/util/concurrent/Future;";

    @Override
    public String name() {
        return "Apache HttpClient 4";
    }

    @Override
    public String versions() {
        return "4.3 to 4.5.14; HttpAsyncClient 4.1 to 4.1.5";
    }

    @Override
    public List<String> limits() {
        return Arrays.asList(
                "A timeout of 0 (for ever) counts as one that the application left unset.",
                "A timeout that is set on the sockets only (`SocketConfig`, `IOReactorConfig`) is not seen by"
                        + " `apply: fill`; a shorter one holds all the same.",
                "The attempt and total timeouts hold until the body is read to its end, also where the application reads it"
                        + " after `execute` has returned. For a body that an application takes its time over, set both to"
                        + " `none`; an event stream is left out by itself.",
                "For the circuit breaker and the bulkhead a call of a blocking client ends with the head of its answer.",
                "A connect timeout holds for each address of a host, as the client itself applies it.",
                "An asynchronous client looks at the application's own connect timeouts once a second by default"
                        + " (`IOReactorConfig.selectInterval`); ours are in time.",
                "Where a call is limited or repeated, the client works on a request of ours: a strategy or an interceptor"
                        + " that looks at the original of its request sees that, and not an object of a class of the"
                        + " application. In `observe` it is the application's own.",
                "Pipelined calls of an asynchronous client are left alone, and so is `DefaultHttpAsyncClient`.",
                "An event stream is left out of attempt and total, and ends with the caller's deadline.",
                "What a trusted host is told of a deadline is written below all interceptors and caches, into the client's own"
                        + " copy of the request.",
                "The repetition of an `AutoRetryHttpClient` is around the calls that it makes, and stays.");
    }

    @Override
    public int minimumJava() {
        return 8;
    }

    @Override
    public List<JoinPoint> joinPoints() {
        return Arrays.asList(
                JoinPoint.of(
                        CLIENT + "InternalHttpClient",
                        "doExecute",
                        TARGET_REQUEST_CONTEXT + RESPONSE,
                        PACKAGE + "ExecuteAdapter"),
                JoinPoint.of(
                        CLIENT + "MinimalHttpClient",
                        "doExecute",
                        TARGET_REQUEST_CONTEXT + RESPONSE,
                        PACKAGE + "ExecuteAdapter"),
                JoinPoint.of(
                        CLIENT + "AbstractHttpClient",
                        "doExecute",
                        TARGET_REQUEST_CONTEXT + RESPONSE,
                        PACKAGE + "ExecuteAdapter"),
                JoinPoint.of(CHAIN + "MainClientExec", "execute", CHAIN_EXECUTE, PACKAGE + "ExchangeAdapter"),
                JoinPoint.of(CHAIN + "MinimalClientExec", "execute", CHAIN_EXECUTE, PACKAGE + "ExchangeAdapter"),
                JoinPoint.of(CHAIN + "RetryExec", "execute", CHAIN_EXECUTE, PACKAGE + "RepetitionAdapter"),
                JoinPoint.of(
                        CHAIN + "ServiceUnavailableRetryExec", "execute", CHAIN_EXECUTE, PACKAGE + "RepetitionAdapter"),
                JoinPoint.of(
                        CLIENT + "AbstractHttpClient",
                        "getHttpRequestRetryHandler",
                        "()Lorg/apache/http/client/HttpRequestRetryHandler;",
                        PACKAGE + "RetryHandlerAdapter"),
                JoinPoint.of(
                        CLIENT + "DefaultRequestDirector",
                        "execute",
                        TARGET_REQUEST_CONTEXT + "Lorg/apache/http/HttpResponse;",
                        PACKAGE + "DirectorAdapter"),
                JoinPoint.of(
                        CLIENT + "DefaultRequestDirector",
                        "tryConnect",
                        "(Lorg/apache/http/impl/client/RoutedRequest;Lorg/apache/http/protocol/HttpContext;)V",
                        PACKAGE + "DirectorAdapter"),
                JoinPoint.of(
                        "org.apache.http.protocol.HttpRequestExecutor",
                        "execute",
                        "(Lorg/apache/http/HttpRequest;Lorg/apache/http/HttpClientConnection;"
                                + "Lorg/apache/http/protocol/HttpContext;)Lorg/apache/http/HttpResponse;",
                        PACKAGE + "RequestExecutorAdapter"),
                JoinPoint.of(
                        "org.apache.http.impl.nio.DefaultNHttpClientConnection",
                        "submitRequest",
                        "(Lorg/apache/http/HttpRequest;)V",
                        PACKAGE + "SubmitRequestAdapter"),
                JoinPoint.of(
                        ASYNC + "InternalHttpAsyncClient", "execute", ASYNC_EXECUTE, PACKAGE + "AsyncExecuteAdapter"),
                JoinPoint.of(
                        ASYNC + "MinimalHttpAsyncClient", "execute", ASYNC_EXECUTE, PACKAGE + "AsyncExecuteAdapter"),
                JoinPoint.of(
                        ASYNC + "AbstractClientExchangeHandler",
                        "setRoute",
                        "(Lorg/apache/http/conn/routing/HttpRoute;)V",
                        PACKAGE + "AsyncExchangeAdapter"),
                JoinPoint.of(
                        REACTOR + "DefaultConnectingIOReactor",
                        "connect",
                        "(Ljava/net/SocketAddress;Ljava/net/SocketAddress;Ljava/lang/Object;"
                                + "Lorg/apache/http/nio/reactor/SessionRequestCallback;)"
                                + "Lorg/apache/http/nio/reactor/SessionRequest;",
                        PACKAGE + "ConnectAdapter"),
                JoinPoint.of(
                        REACTOR + "SessionRequestImpl",
                        "setKey",
                        "(Ljava/nio/channels/SelectionKey;)V",
                        PACKAGE + "ConnectAdapter"));
    }

    @Override
    public List<String> openedPackages() {
        return Collections.emptyList();
    }
}
