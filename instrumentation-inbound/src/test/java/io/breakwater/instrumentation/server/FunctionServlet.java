package io.breakwater.instrumentation.server;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.util.function.Function;

/** A servlet, of {@code javax} or {@code jakarta}, that answers what a function says. */
final class FunctionServlet {
    private final Reflected server;
    private final Function<String, String> handler;
    private Object config;

    private FunctionServlet(Reflected server, Function<String, String> handler) {
        this.server = server;
        this.handler = handler;
    }

    static Object of(Reflected server, String root, Function<String, String> handler) {
        FunctionServlet servlet = new FunctionServlet(server, handler);
        return server.proxy(root + ".servlet.Servlet", servlet.methods());
    }

    private InvocationHandler methods() {
        return (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "init":
                    config = arguments[0];
                    return null;
                case "getServletConfig":
                    return config;
                case "service":
                    service(arguments[0], arguments[1]);
                    return null;
                case "hashCode":
                    return System.identityHashCode(proxy);
                case "equals":
                    return proxy == arguments[0];
                case "toString":
                case "getServletInfo":
                    return "a function";
                default:
                    return null;
            }
        };
    }

    private void service(Object request, Object response) throws InterruptedException {
        String path = (String) server.call(request, "getRequestURI");
        if (path.equals(Server.DISPATCHED)
                && !"ASYNC".equals(String.valueOf(server.call(request, "getDispatcherType")))) {
            server.call(server.call(request, "startAsync"), "dispatch");
            return;
        }
        if (!path.equals(Server.ASYNC)) {
            answer(response, handler.apply(path));
            return;
        }
        Object context = server.call(request, "startAsync");
        new Thread(() -> {
                    answer(response, handler.apply(path));
                    server.call(context, "complete");
                })
                .start();
    }

    private void answer(Object response, String text) {
        server.call(response, "setContentType", "text/plain");
        PrintWriter out = (PrintWriter) server.call(response, "getWriter");
        out.print(text);
        out.flush();
    }
}
