package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Apache HttpClient 5.
 *
 * <p>The classic join point is inside {@code execute}, where all of its forms meet and no response handler has seen
 * anything. The asynchronous one is the first element of the client's chain, because a response consumer cannot be begun
 * twice and the chain can.
 */
public final class ApacheHttp5Module implements InstrumentationModule {
    private static final String PACKAGE = "io.breakwater.instrumentation.apachehttp5.";
    private static final String CLASSIC = "org.apache.hc.client5.http.impl.classic.";
    private static final String ASYNC = "org.apache.hc.client5.http.impl.async.";
    private static final String CLASSIC_REQUEST = "Lorg/apache/hc/core5/http/ClassicHttpRequest;";
    private static final String DO_EXECUTE = "(Lorg/apache/hc/core5/http/HttpHost;" + CLASSIC_REQUEST
            + "Lorg/apache/hc/core5/http/protocol/HttpContext;)"
            + "Lorg/apache/hc/client5/http/impl/classic/CloseableHttpResponse;";
    private static final String CLASSIC_LINK = "(" + CLASSIC_REQUEST
            + "Lorg/apache/hc/client5/http/classic/ExecChain$Scope;Lorg/apache/hc/client5/http/classic/ExecChain;)"
            + "Lorg/apache/hc/core5/http/ClassicHttpResponse;";
    private static final String RUNTIME_EXECUTE = "(Ljava/lang/String;" + CLASSIC_REQUEST
            + "Lorg/apache/hc/client5/http/protocol/HttpClientContext;)"
            + "Lorg/apache/hc/core5/http/ClassicHttpResponse;";
    private static final String ASYNC_EXECUTION =
            "(Lorg/apache/hc/core5/http/HttpRequest;Lorg/apache/hc/core5/http/nio/AsyncEntityProducer;"
                    + "Lorg/apache/hc/client5/http/async/AsyncExecChain$Scope;";
    private static final String ASYNC_CALLBACK = "Lorg/apache/hc/client5/http/async/AsyncExecCallback;)V";
    private static final String ASYNC_LINK =
            ASYNC_EXECUTION + "Lorg/apache/hc/client5/http/async/AsyncExecChain;" + ASYNC_CALLBACK;

    @Override
    public String name() {
        return "Apache HttpClient 5";
    }

    @Override
    public String versions() {
        return "5.0 to 5.6";
    }

    @Override
    public List<String> limits() {
        return Arrays.asList(
                "A request with an entity that is not repeatable is repeated only if it never reached the server.",
                "A classic call ends, for the circuit breaker and the bulkhead, with the head of its answer; what fails in"
                        + " the body is neither counted nor repeated. The timeouts attempt and total go on until the body has"
                        + " been read.",
                "Where timeouts or retries are enforced, the request that elements of a classic client's chain see as the"
                        + " original one (ExecChain.Scope.originalRequest) is ours, and not of the application's class; in"
                        + " observe mode it is the application's own.",
                "The minimal asynchronous clients (HttpAsyncClients.createMinimal, createHttp2Minimal) are left alone.",
                "An answer that a cache gives without asking the server is not counted; an open circuit breaker refuses"
                        + " the call before the cache is asked.",
                "A client with a cache takes a body in before it gives out the answer: the response timeout counts until"
                        + " then, the idle timeout does not hold, and a broken body is repeated.",
                "An asynchronous client with a cache hands what it renews in the background (stale-while-revalidate) to the"
                        + " callback of the stale answer: if the new one is as quick, a body is there twice or is empty. With"
                        + " 5.6 and a server on the same busy machine that was so for 11 of 408,000 answers without the agent,"
                        + " and for 4 of 312,000 with it.",
                "An asynchronous client looks at the application's own connect timeouts once a second by default"
                        + " (IOReactorConfig.selectInterval); ours are in time, for each address of a"
                        + " host, though not for the TLS handshake that follows.",
                "Before HttpCore 5.0.3 an asynchronous client may lose one of its reactor's threads when a connection is closed"
                        + " from outside just as data come in: by a cancellation of the application, or by a timeout of ours.",
                "An event stream is left out of attempt and total, and ends with the caller's deadline.",
                "What a trusted host is told of a deadline is written below all interceptors and caches, into the client's own"
                        + " copy of the request.",
                "A timeout of the application is seen in the request, the context, the client, and in the connection and"
                        + " socket configuration of the client's own connection managers; not in that of the I/O reactor.");
    }

    @Override
    public int minimumJava() {
        return 8;
    }

    @Override
    public List<JoinPoint> joinPoints() {
        return Arrays.asList(
                JoinPoint.of(CLASSIC + "InternalHttpClient", "doExecute", DO_EXECUTE, PACKAGE + "ExecuteAdapter"),
                JoinPoint.of(CLASSIC + "MinimalHttpClient", "doExecute", DO_EXECUTE, PACKAGE + "ExecuteAdapter"),
                JoinPoint.of(CLASSIC + "ProtocolExec", "execute", CLASSIC_LINK, PACKAGE + "HopAdapter"),
                JoinPoint.of(CLASSIC + "HttpRequestRetryExec", "execute", CLASSIC_LINK, PACKAGE + "RepetitionAdapter"),
                JoinPoint.of(CLASSIC + "MainClientExec", "execute", CLASSIC_LINK, PACKAGE + "RequestAdapter"),
                JoinPoint.of(
                        CLASSIC + "InternalExecRuntime", "execute", RUNTIME_EXECUTE, PACKAGE + "MinimalRequestAdapter"),
                JoinPoint.of(
                        ASYNC + "AsyncExecChainElement",
                        "execute",
                        ASYNC_EXECUTION + ASYNC_CALLBACK,
                        PACKAGE + "AsyncExecuteAdapter"),
                JoinPoint.of(ASYNC + "AsyncProtocolExec", "execute", ASYNC_LINK, PACKAGE + "AsyncHopAdapter"),
                JoinPoint.of(
                        ASYNC + "AsyncHttpRequestRetryExec", "execute", ASYNC_LINK, PACKAGE + "AsyncRepetitionAdapter"),
                JoinPoint.of(ASYNC + "HttpAsyncMainClientExec", "execute", ASYNC_LINK, PACKAGE + "AsyncRequestAdapter"),
                JoinPoint.of(ASYNC + "H2AsyncMainClientExec", "execute", ASYNC_LINK, PACKAGE + "AsyncRequestAdapter"),
                JoinPoint.of(
                        "org.apache.hc.core5.reactor.IOSessionRequest",
                        "assign",
                        "(Lorg/apache/hc/core5/io/ModalCloseable;)V",
                        PACKAGE + "ConnectAdapter"));
    }

    @Override
    public List<String> openedPackages() {
        return Collections.emptyList();
    }
}
