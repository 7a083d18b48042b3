package io.breakwater.instrumentation.httpserver;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The JDK's server runs filters and handler of each request by one public method, on every Java version. */
public final class HttpServerModule implements InstrumentationModule {

    @Override
    public String name() {
        return "com.sun.net.httpserver";
    }

    @Override
    public String versions() {
        return "the JDK's, 8 to 25";
    }

    @Override
    public boolean isInbound() {
        return true;
    }

    @Override
    public List<String> limits() {
        return Arrays.asList(
                "The deadline holds in the thread that runs the filters and the handler, and not where the handler hands"
                        + " the exchange on to another.",
                "A request that waits for a thread of the server's executor is read when it gets one: the time before"
                        + " does not count.");
    }

    @Override
    public int minimumJava() {
        return 8;
    }

    @Override
    public List<JoinPoint> joinPoints() {
        return Collections.singletonList(JoinPoint.of(
                "com.sun.net.httpserver.Filter$Chain",
                "doFilter",
                "(Lcom/sun/net/httpserver/HttpExchange;)V",
                "io.breakwater.instrumentation.httpserver.FilterChainAdapter"));
    }

    @Override
    public List<String> openedPackages() {
        return Collections.emptyList();
    }
}
