package io.breakwater.instrumentation.apachehttp4;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.extension.OwnObjects;
import java.lang.reflect.Field;
import org.apache.http.HttpRequest;
import org.apache.http.client.HttpClient;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.Configurable;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.impl.client.AbstractHttpClient;
import org.apache.http.params.BasicHttpParams;
import org.apache.http.params.CoreConnectionPNames;
import org.apache.http.params.DefaultedHttpParams;
import org.apache.http.params.HttpParams;
import org.apache.http.params.HttpParamsNames;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * The timeouts that the application set for a call, wherever it did, and the same settings with another connect timeout.
 * The client looks into the request, then its old-style parameters, the context, and its own defaults; so do we.
 *
 * <p>Thread-safety: immutable. Time: nanoseconds, or {@code NONE} where the application set nothing.
 */
final class OwnSettings {
    /**
     * What calls under way have put into contexts of the application, which may share one between threads: the fluent API of
     * 4.3 does.
     */
    private static final OwnObjects<OwnSettings> TOLD = new OwnObjects<>();

    private final @Nullable RequestConfig requests;
    private final @Nullable RequestConfig effective;
    private final HttpParams params;
    private final long connectNanos;
    private final long responseNanos;

    private OwnSettings(
            @Nullable RequestConfig requests,
            @Nullable RequestConfig effective,
            HttpParams params,
            long connectNanos,
            long responseNanos) {
        this.requests = requests;
        this.effective = effective;
        this.params = params;
        this.connectNanos = connectNanos;
        this.responseNanos = responseNanos;
    }

    /** @param client blocking or asynchronous */
    static OwnSettings of(Object client, HttpRequest request, @Nullable HttpContext context) {
        RequestConfig requests = request instanceof Configurable ? ((Configurable) request).getConfig() : null;
        HttpParams params = request.getParams();
        if (client instanceof HttpClient && isOfOldStyle(client, requests, params)) {
            HttpParams clients = client instanceof AbstractHttpClient ? ((HttpClient) client).getParams() : null;
            return new OwnSettings(
                    requests,
                    null,
                    params,
                    millisOf(CoreConnectionPNames.CONNECTION_TIMEOUT, params, clients),
                    millisOf(CoreConnectionPNames.SO_TIMEOUT, params, clients));
        }
        RequestConfig effective = requests != null ? requests : configOf(client, context);
        return new OwnSettings(
                requests,
                effective,
                params,
                effective == null ? NONE : nanosOf(effective.getConnectTimeout()),
                effective == null ? NONE : nanosOf(effective.getSocketTimeout()));
    }

    private static boolean isOfOldStyle(Object client, @Nullable RequestConfig requests, HttpParams params) {
        return client instanceof AbstractHttpClient
                || (requests == null
                        && !(params instanceof HttpParamsNames
                                && ((HttpParamsNames) params).getNames().isEmpty())
                        && ClientDefaults.has(client));
    }

    private static @Nullable RequestConfig configOf(Object client, @Nullable HttpContext context) {
        Object contexts = context == null ? null : context.getAttribute(HttpClientContext.REQUEST_CONFIG);
        OwnSettings another = TOLD.get(contexts);
        if (another != null) {
            return another.effective;
        }
        return contexts instanceof RequestConfig ? (RequestConfig) contexts : ClientDefaults.of(client);
    }

    private static long millisOf(String name, HttpParams first, @Nullable HttpParams second) {
        Object value = first.getParameter(name);
        if (value == null && second != null) {
            value = second.getParameter(name);
        }
        return value instanceof Integer ? nanosOf((Integer) value) : NONE;
    }

    private static long nanosOf(int millis) {
        return millis > 0 ? millis * 1_000_000L : NONE;
    }

    long connectNanos() {
        return connectNanos;
    }

    /** Until the first byte of the answer, and between any two. */
    long responseNanos() {
        return responseNanos;
    }

    /**
     * What the client is told in the request's configuration, which it puts into the context. {@link #restore} MUST follow.
     */
    @Nullable
    RequestConfig configWith(@Nullable HttpContext context, long connectLimitNanos) {
        if (effective == null || connectLimitNanos == connectNanos) {
            return requests;
        }
        RequestConfig told = RequestConfig.copy(effective)
                .setConnectTimeout(millis(connectLimitNanos))
                .build();
        if (context != null) {
            TOLD.put(told, this);
        }
        return told;
    }

    /** What the client is told in the request's parameters. */
    HttpParams paramsWith(long connectLimitNanos) {
        if (effective != null || connectLimitNanos == connectNanos) {
            return params;
        }
        HttpParams ours = new BasicHttpParams()
                .setIntParameter(CoreConnectionPNames.CONNECTION_TIMEOUT, millis(connectLimitNanos));
        return new DefaultedHttpParams(ours, params);
    }

    /** The client leaves what it was told in the context, which is the application's: it gets its own back. */
    void restore(@Nullable HttpContext context, @Nullable RequestConfig told) {
        if (context == null || told == null || told == requests) {
            return;
        }
        if (context.getAttribute(HttpClientContext.REQUEST_CONFIG) == told) {
            context.setAttribute(HttpClientContext.REQUEST_CONFIG, effective);
        }
        TOLD.remove(told);
    }

    private static int millis(long nanos) {
        return (int) Math.min(Integer.MAX_VALUE, (nanos + 999_999) / 1_000_000);
    }

    /** The configuration that a client was built with. Thread-safety: thread-safe. */
    private static final class ClientDefaults {
        private static final ClassValue<@Nullable Field> FIELDS = new ClassValue<@Nullable Field>() {
            @Override
            protected @Nullable Field computeValue(Class<?> client) {
                try {
                    Field field = client.getDeclaredField("defaultConfig");
                    field.setAccessible(true);
                    return field;
                } catch (NoSuchFieldException | RuntimeException noSuchClient) {
                    return null;
                }
            }
        };

        private ClientDefaults() {}

        static boolean has(Object client) {
            return FIELDS.get(client.getClass()) != null;
        }

        static @Nullable RequestConfig of(Object client) {
            Field field = FIELDS.get(client.getClass());
            if (field == null) {
                return RequestConfig.DEFAULT;
            }
            try {
                Object config = field.get(client);
                return config instanceof RequestConfig ? (RequestConfig) config : null;
            } catch (IllegalAccessException hidden) {
                return null;
            }
        }
    }
}
