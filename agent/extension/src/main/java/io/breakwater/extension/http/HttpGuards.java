package io.breakwater.extension.http;

import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who guards an HTTP request. Thread-safety: stateless. Errors: never throws. */
public final class HttpGuards {
    private HttpGuards() {}

    /**
     * The guard of what goes to this address, or null.
     *
     * @param port -1 for the scheme's own
     * @param target the path, raw, with or without a query; null or empty is {@code /}
     */
    public static @Nullable Guard guardFor(
            Engine engine,
            @Nullable String method,
            @Nullable String scheme,
            @Nullable String host,
            int port,
            @Nullable String target) {
        if (method == null || scheme == null || host == null || host.isEmpty()) {
            return null;
        }
        try {
            Destination destination = Destination.of(scheme, host, port);
            return engine.guardFor(destination, method.toUpperCase(Locale.ROOT), path(target));
        } catch (Throwable bug) {
            engine.failedOpen("guardFor", bug);
            return null;
        }
    }

    static String path(@Nullable String target) {
        if (target == null || target.isEmpty()) {
            return "/";
        }
        int end = target.length();
        for (int i = 0; i < end; i++) {
            char c = target.charAt(i);
            if (c == '?' || c == '#') {
                end = i;
            }
        }
        return end == 0 ? "/" : target.substring(0, end);
    }
}
