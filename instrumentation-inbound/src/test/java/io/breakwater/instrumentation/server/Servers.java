package io.breakwater.instrumentation.server;

import com.sun.net.httpserver.HttpServer;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;

/** The servers of the tests. Those that are in several versions have a class loader each. */
final class Servers {
    private static final Logger LOG = Logger.getLogger("");

    static {
        LOG.setLevel(Level.WARNING);
    }

    private Servers() {}

    static ClassLoader apart(String directory) {
        File[] jars = new File(System.getProperty("servers"), directory).listFiles();
        if (jars == null || jars.length == 0) {
            throw new IllegalStateException(directory + " (expected: jars, brought by the build)");
        }
        List<URL> urls = new ArrayList<>();
        try {
            for (File jar : jars) {
                urls.add(jar.toURI().toURL());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    static Server ofJdk(Function<String, String> handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] answer = (path.equals(Server.ASYNC) ? elsewhere(handler, path) : handler.apply(path))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return Server.of(server.getAddress().getPort(), () -> {
            server.stop(0);
            threads.shutdownNow();
        });
    }

    static Server tomcat(ClassLoader loader, String root, Function<String, String> handler) throws IOException {
        Reflected reflected = new Reflected(loader);
        String directory = Files.createTempDirectory("tomcat").toString();
        // Every Tomcat would have the JVM's one place for a factory.
        reflected.callStatic("org.apache.catalina.webresources.TomcatURLStreamHandlerFactory", "disable");
        Object tomcat = reflected.create("org.apache.catalina.startup.Tomcat");
        reflected.call(tomcat, "setBaseDir", directory);
        reflected.call(tomcat, "setPort", 0);
        Object connector = reflected.call(tomcat, "getConnector");
        reflected.call(connector, "setProperty", "address", "127.0.0.1");
        reflected.call(connector, "setProperty", "maxThreads", "6");
        Object context = reflected.call(tomcat, "addContext", "", directory);
        Object wrapper = reflected.callStatic(
                "org.apache.catalina.startup.Tomcat",
                "addServlet",
                context,
                "function",
                FunctionServlet.of(reflected, root, handler));
        reflected.call(wrapper, "setAsyncSupported", true);
        reflected.call(context, "addServletMappingDecoded", "/", "function");
        reflected.call(tomcat, "start");
        return Server.of((Integer) reflected.call(connector, "getLocalPort"), () -> {
            reflected.call(tomcat, "stop");
            reflected.call(tomcat, "destroy");
        });
    }

    /** @param servlets the package of the servlet handlers */
    static Server jetty(ClassLoader loader, String servlets, String root, Function<String, String> handler) {
        Reflected reflected = new Reflected(loader);
        Object server = reflected.create(
                "org.eclipse.jetty.server.Server", new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Object context = reflected.create(servlets + ".ServletContextHandler");
        reflected.call(context, "setContextPath", "/");
        Object holder = reflected.create(servlets + ".ServletHolder", FunctionServlet.of(reflected, root, handler));
        reflected.call(holder, "setAsyncSupported", true);
        reflected.call(context, "addServlet", holder, "/");
        reflected.call(server, "setHandler", context);
        reflected.call(server, "start");
        Object connector = Array.get(reflected.call(server, "getConnectors"), 0);
        return Server.of((Integer) reflected.call(connector, "getLocalPort"), () -> reflected.call(server, "stop"));
    }

    /** @param inWorkers false for answers in the threads of the connections */
    static Server undertow(boolean inWorkers, Function<String, String> handler) {
        HttpHandler answering = exchange -> answer(exchange, handler);
        HttpHandler first = exchange -> {
            if (inWorkers) {
                exchange.dispatch(answering);
            } else {
                answering.handleRequest(exchange);
            }
        };
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(2)
                .setWorkerThreads(4)
                .setHandler(first)
                .build();
        server.start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return Server.of(address.getPort(), server::stop);
    }

    private static void answer(HttpServerExchange exchange, Function<String, String> handler) {
        String path = exchange.getRequestPath();
        exchange.getResponseSender().send(path.equals(Server.ASYNC) ? elsewhere(handler, path) : handler.apply(path));
    }

    static Server webFlux(Function<String, String> handler) {
        ReactorHttpHandlerAdapter adapter =
                new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(RouterFunctions.route(
                        RequestPredicates.all(),
                        request -> Mono.fromCallable(() -> request.path().equals(Server.ASYNC)
                                        ? elsewhere(handler, request.path())
                                        : handler.apply(request.path()))
                                .flatMap(text -> ServerResponse.ok().bodyValue(text)))));
        DisposableServer server = reactor.netty.http.server.HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(adapter)
                .bindNow();
        return Server.of(server.port(), server::disposeNow);
    }

    /** In a thread that belongs to nobody's request. */
    private static String elsewhere(Function<String, String> handler, String path) {
        String[] answer = new String[1];
        Thread thread = new Thread(() -> answer[0] = handler.apply(path));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return answer[0];
    }
}
