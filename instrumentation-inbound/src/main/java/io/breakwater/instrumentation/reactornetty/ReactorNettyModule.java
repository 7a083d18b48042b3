package io.breakwater.instrumentation.reactornetty;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Reactor Netty's server calls the handler, WebFlux's or another, and subscribes to what that returns, in one method of
 * its own and in the event loop's thread.
 */
public final class ReactorNettyModule implements InstrumentationModule {

    @Override
    public String name() {
        return "Reactor Netty, Spring WebFlux";
    }

    @Override
    public String versions() {
        return "Reactor Netty 1.0 to 1.2";
    }

    @Override
    public boolean isInbound() {
        return true;
    }

    @Override
    public List<String> limits() {
        return Arrays.asList(
                "The deadline holds while the handler is called and its answer is subscribed to, in the event loop's"
                        + " thread: for filters and controllers, and for every call that is made or subscribed to by"
                        + " then.",
                "What an operator calls upon a later signal (after the body has been read, after another call has been"
                        + " answered, after publishOn or subscribeOn) has no deadline, unless OpenTelemetry carries it"
                        + " there; subscribeOn has one with across-executors.");
    }

    @Override
    public int minimumJava() {
        return 8;
    }

    @Override
    public List<JoinPoint> joinPoints() {
        return Collections.singletonList(JoinPoint.of(
                "reactor.netty.http.server.HttpServer$HttpServerHandle",
                "onStateChange",
                "(Lreactor/netty/Connection;Lreactor/netty/ConnectionObserver$State;)V",
                "io.breakwater.instrumentation.reactornetty.StateChangeAdapter"));
    }

    @Override
    public List<String> openedPackages() {
        return Collections.emptyList();
    }
}
