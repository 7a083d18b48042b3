package io.breakwater.instrumentation.tomcat;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.util.Collections;
import java.util.List;

/**
 * Tomcat hands every request, whatever its protocol and application, to one valve of its engine. Lower, where it is called
 * by the connector, reading a path changes how it is decoded.
 */
public final class TomcatModule implements InstrumentationModule {

    @Override
    public String name() {
        return "Tomcat";
    }

    @Override
    public String versions() {
        return "8.5, 9.0, 10.1 and 11.0";
    }

    @Override
    public boolean isInbound() {
        return true;
    }

    @Override
    public List<String> limits() {
        return Collections.singletonList(
                "The deadline holds until the container's thread comes back from the filters and"
                        + " the servlet: what goes on elsewhere after startAsync has none; what is dispatched back has it again.");
    }

    @Override
    public int minimumJava() {
        return 8;
    }

    @Override
    public List<JoinPoint> joinPoints() {
        return Collections.singletonList(JoinPoint.of(
                "org.apache.catalina.core.StandardEngineValve",
                "invoke",
                "(Lorg/apache/catalina/connector/Request;Lorg/apache/catalina/connector/Response;)V",
                "io.breakwater.instrumentation.tomcat.EngineValveAdapter"));
    }

    @Override
    public List<String> openedPackages() {
        return Collections.emptyList();
    }
}
