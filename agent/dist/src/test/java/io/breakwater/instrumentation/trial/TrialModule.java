package io.breakwater.instrumentation.trial;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Joins {@code org.example.traffic.Greeter}. Put into a copy of the agent jar by {@code TrafficIT}. */
public final class TrialModule implements InstrumentationModule {
    private static final String GREETER = "org.example.traffic.Greeter";
    private static final String PACKAGE = "io.breakwater.instrumentation.trial.";

    @Override
    public String name() {
        return "trial";
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
                JoinPoint.of(GREETER, "greet", "(Ljava/lang/String;JD)Ljava/lang/String;", PACKAGE + "GreetAdapter"),
                JoinPoint.of(GREETER, "count", "(I)I", PACKAGE + "CountAdapter"));
    }

    @Override
    public List<String> openedPackages() {
        return Collections.singletonList("java.base/sun.net.www");
    }
}
