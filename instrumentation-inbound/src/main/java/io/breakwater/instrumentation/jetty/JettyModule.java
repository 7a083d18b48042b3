package io.breakwater.instrumentation.jetty;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Jetty hands every request to its server, which is its outermost handler: to 11 as a channel, from 12 on as a request. */
public final class JettyModule implements InstrumentationModule {
    private static final String SERVER = "org.eclipse.jetty.server.Server";

    @Override
    public String name() {
        return "Jetty";
    }

    @Override
    public String versions() {
        return "9.4, 10, 11 and 12";
    }

    @Override
    public boolean isInbound() {
        return true;
    }

    @Override
    public List<String> limits() {
        return Arrays.asList(
                "The deadline holds until the server's thread comes back from the handlers: what goes on elsewhere after"
                        + " startAsync, or until a callback is completed, has none, nor has what is dispatched back.",
                "A handler of Jetty 12 that waits for the body before it goes on (DelayedHandler) ends it, too; a servlet"
                        + " that comes then gets its own from the same headers, which counts from there.");
    }

    @Override
    public int minimumJava() {
        return 8;
    }

    @Override
    public List<JoinPoint> joinPoints() {
        return Arrays.asList(
                JoinPoint.of(
                        SERVER,
                        "handle",
                        "(Lorg/eclipse/jetty/server/HttpChannel;)V",
                        "io.breakwater.instrumentation.jetty.ChannelAdapter"),
                JoinPoint.of(
                        SERVER,
                        "handle",
                        "(Lorg/eclipse/jetty/server/Request;Lorg/eclipse/jetty/server/Response;"
                                + "Lorg/eclipse/jetty/util/Callback;)Z",
                        "io.breakwater.instrumentation.jetty.RequestAdapter"));
    }

    @Override
    public List<String> openedPackages() {
        return Collections.emptyList();
    }
}
