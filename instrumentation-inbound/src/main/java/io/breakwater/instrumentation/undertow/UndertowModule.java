package io.breakwater.instrumentation.undertow;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What runs Undertow's handlers is a static method; but it tells the exchange when it begins and when it ends, in the
 * thread that it runs in: the one of the connection first, and then maybe a worker's.
 */
public final class UndertowModule implements InstrumentationModule {

    @Override
    public String name() {
        return "Undertow";
    }

    @Override
    public String versions() {
        return "2.0 to 2.3";
    }

    @Override
    public boolean isInbound() {
        return true;
    }

    @Override
    public List<String> limits() {
        return Arrays.asList(
                "The deadline counts from the arrival, and holds wherever Undertow runs a handler or servlet for the"
                        + " request: in the connection's thread, in a worker, and after an asynchronous dispatch.",
                "A plain Runnable that a handler dispatches has none.");
    }

    @Override
    public int minimumJava() {
        return 8;
    }

    @Override
    public List<JoinPoint> joinPoints() {
        return Collections.singletonList(JoinPoint.of(
                "io.undertow.server.HttpServerExchange",
                "setInCall",
                "(Z)Lio/undertow/server/HttpServerExchange;",
                "io.breakwater.instrumentation.undertow.InCallAdapter"));
    }

    @Override
    public List<String> openedPackages() {
        return Collections.emptyList();
    }
}
