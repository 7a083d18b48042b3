package io.breakwater.instrumentation.sample;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Joins the methods of {@code org.example.app.Door}. */
public final class SampleModule implements InstrumentationModule {
    private static final String DOOR = "org.example.app.Door";
    private static final String PACKAGE = "io.breakwater.instrumentation.sample.";

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public String versions() {
        return "any";
    }

    @Override
    public List<String> limits() {
        return Collections.emptyList();
    }

    @Override
    public int minimumJava() {
        return 8;
    }

    @Override
    public List<JoinPoint> joinPoints() {
        return Arrays.asList(
                JoinPoint.of(DOOR, "open", "(Ljava/lang/String;)Ljava/lang/String;", PACKAGE + "OpenAdapter"),
                joinPoint("withBrokenAdapter", "BrokenAdapter"),
                joinPoint("withMissingAdapter", "MissingAdapter"),
                joinPoint("withReentrantAdapter", "ReentrantAdapter"),
                joinPoint("withUnlinkedAdapter", "UnlinkedAdapter"),
                joinPoint("withUnlinkedApplication", "UnlinkedApplicationAdapter"),
                joinPoint("knock", "CallingAgainAdapter"),
                joinPoint("watched", "WatchingAdapter"),
                joinPoint("left", "NamingAdapter"),
                joinPoint("right", "NamingAdapter"));
    }

    private static JoinPoint joinPoint(String method, String adapter) {
        return JoinPoint.of(DOOR, method, "()Ljava/lang/String;", PACKAGE + adapter);
    }

    @Override
    public List<String> openedPackages() {
        return Collections.singletonList("java.base/sun.net.www");
    }
}
