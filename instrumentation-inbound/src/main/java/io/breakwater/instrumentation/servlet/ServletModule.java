package io.breakwater.instrumentation.servlet;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What nearly all servlets extend: for containers that have no join point of their own. In those it finds all done. */
public final class ServletModule implements InstrumentationModule {

    @Override
    public String name() {
        return "Servlets of other containers";
    }

    @Override
    public String versions() {
        return "Servlet 3.0 to 6.1, javax and jakarta";
    }

    @Override
    public boolean isInbound() {
        return true;
    }

    @Override
    public List<String> limits() {
        return Arrays.asList(
                "Filters come before the servlet, and have no deadline where the container is not one of those above.",
                "A servlet that implements the interface itself, or overrides service(ServletRequest, ServletResponse),"
                        + " has none there either.",
                "What goes on elsewhere after startAsync has none, nor has what is dispatched back.");
    }

    @Override
    public int minimumJava() {
        return 8;
    }

    @Override
    public List<JoinPoint> joinPoints() {
        return Arrays.asList(
                service("javax", "io.breakwater.instrumentation.servlet.JavaxServletAdapter"),
                service("jakarta", "io.breakwater.instrumentation.servlet.JakartaServletAdapter"));
    }

    private static JoinPoint service(String root, String adapter) {
        return JoinPoint.of(
                root + ".servlet.http.HttpServlet",
                "service",
                "(L" + root + "/servlet/ServletRequest;L" + root + "/servlet/ServletResponse;)V",
                adapter);
    }

    @Override
    public List<String> openedPackages() {
        return Collections.emptyList();
    }
}
