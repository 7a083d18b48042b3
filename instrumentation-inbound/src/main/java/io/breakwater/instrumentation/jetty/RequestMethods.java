package io.breakwater.instrumentation.jetty;

import io.breakwater.extension.http.HeaderLines;
import io.breakwater.extension.http.RequestHead;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The methods of Jetty 12 that we call. Found by name: to Java 8, and to the older Jetty that the other adapter is compiled
 * against, its classes are strangers.
 *
 * <p>Thread-safety: immutable. Errors: those of Jetty's own methods.
 */
final class RequestMethods implements RequestHead<Object> {
    private final MethodHandle handle;
    private final MethodHandle method;
    private final MethodHandle path;
    private final MethodHandle lines;
    private final MethodHandle peer;

    /** @throws ReflectiveOperationException if this is not the Jetty that we know */
    RequestMethods(ClassLoader jetty) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        Class<?> server = jetty.loadClass("org.eclipse.jetty.server.Server");
        Class<?> request = jetty.loadClass("org.eclipse.jetty.server.Request");
        Class<?> response = jetty.loadClass("org.eclipse.jetty.server.Response");
        Class<?> callback = jetty.loadClass("org.eclipse.jetty.util.Callback");
        Class<?> url = jetty.loadClass("org.eclipse.jetty.http.HttpURI");
        Class<?> headers = jetty.loadClass("org.eclipse.jetty.http.HttpFields");
        this.handle = lookup.findVirtual(
                        server, "handle", MethodType.methodType(boolean.class, request, response, callback))
                .asType(MethodType.methodType(boolean.class, Object.class, Object.class, Object.class, Object.class));
        this.method = lookup.findVirtual(request, "getMethod", MethodType.methodType(String.class))
                .asType(MethodType.methodType(String.class, Object.class));
        this.path = MethodHandles.filterReturnValue(
                        lookup.findVirtual(request, "getHttpURI", MethodType.methodType(url)),
                        lookup.findVirtual(url, "getPath", MethodType.methodType(String.class)))
                .asType(MethodType.methodType(String.class, Object.class));
        this.peer = lookup.findStatic(request, "getRemoteAddr", MethodType.methodType(String.class, request))
                .asType(MethodType.methodType(String.class, Object.class));
        MethodHandle fields = lookup.findVirtual(request, "getHeaders", MethodType.methodType(headers));
        this.lines = MethodHandles.filterArguments(
                        lookup.findVirtual(headers, "getValuesList", MethodType.methodType(List.class, String.class)),
                        0,
                        fields)
                .asType(MethodType.methodType(List.class, Object.class, String.class));
    }

    @Override
    public @Nullable String peer(Object request) {
        return text(peer, request);
    }

    boolean handle(Object server, Object request, Object response, Object callback) throws Throwable {
        return (boolean) handle.invokeExact(server, request, response, callback);
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable String header(Object request, String name) {
        try {
            return HeaderLines.joined((List<String>) (List<?>) (List) lines.invokeExact(request, name));
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public @Nullable String method(Object request) {
        return text(method, request);
    }

    @Override
    public @Nullable String target(Object request) {
        return text(path, request);
    }

    private static @Nullable String text(MethodHandle getter, Object request) {
        try {
            return (String) getter.invokeExact(request);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
