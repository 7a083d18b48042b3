package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.engine.CallSession;
import io.breakwater.extension.http.AttemptHeaders;
import io.breakwater.extension.http.RequestHeaders;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The headers of the client's own copy of a request: it has one for each exchange, and copies the one before for a redirect.
 * So what was written for one exchange is taken out of the next before anything is written there.
 *
 * <p>Thread-safety: confined to the thread that begins the exchange. Errors: on a client that is built in another way nothing
 * is written.
 */
final class ExchangeHeaders implements RequestHeaders {
    private static final @Nullable MethodHandle GET;
    private static final @Nullable MethodHandle SET;

    static {
        MethodHandle get = null;
        MethodHandle set = null;
        try {
            Class<?> type =
                    Class.forName("jdk.internal.net.http.HttpRequestImpl", false, HttpRequest.class.getClassLoader());
            Field field = type.getDeclaredField("userHeaders");
            field.setAccessible(true);
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            get = lookup.unreflectGetter(field).asType(MethodType.methodType(HttpHeaders.class, Object.class));
            set = lookup.unreflectSetter(field)
                    .asType(MethodType.methodType(void.class, Object.class, HttpHeaders.class));
        } catch (ReflectiveOperationException | RuntimeException unknownClient) {
            // The deadline holds here, and is not told.
        }
        GET = get;
        SET = set;
    }

    private final TreeMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private ExchangeHeaders(HttpHeaders own) {
        headers.putAll(own.map());
    }

    /**
     * Writes what the exchange may tell.
     *
     * @param own what the first exchange of the attempt had before anything of ours, or null if this is the first
     * @return what it had before anything of ours, or null if nothing of ours may be written
     */
    static @Nullable HttpHeaders write(CallSession session, Object request, @Nullable HttpHeaders own)
            throws Throwable {
        if (GET == null || SET == null || (own == null && !AttemptHeaders.mayWrite(session))) {
            return null;
        }
        HttpHeaders before = (HttpHeaders) GET.invokeExact(request);
        ExchangeHeaders exchange = new ExchangeHeaders(before);
        if (own != null) {
            exchange.takeBack(own.map());
        }
        AttemptHeaders.write(session, exchange);
        HttpHeaders after = HttpHeaders.of(exchange.headers, (name, value) -> true);
        if (!after.equals(before)) {
            SET.invokeExact(request, after);
        }
        return own == null ? before : own;
    }

    private void takeBack(Map<String, List<String>> own) {
        for (String name : AttemptHeaders.NAMES) {
            List<String> values = own.get(name);
            if (values == null) {
                headers.remove(name);
            } else {
                headers.put(name, values);
            }
        }
    }

    @Override
    public List<String> values(String name) {
        return headers.getOrDefault(name, List.of());
    }

    @Override
    public void set(String name, String value) {
        headers.put(name, List.of(value));
    }

    @Override
    public void remove(String name) {
        headers.remove(name);
    }
}
