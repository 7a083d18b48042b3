package io.breakwater.config.source;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.security.GeneralSecurityException;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * TLS with the trust store that the process has, and not with the JVM's default context: whoever asks for that first fixes
 * it for good, and an application may want to name its trust store a moment after the agent has started.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class PrivateTls {
    private @Nullable SSLContext context;

    void applyTo(HttpURLConnection connection) throws IOException {
        if (!(connection instanceof HttpsURLConnection)) {
            return;
        }
        try {
            SSLContext own = context;
            if (own == null) {
                own = SSLContext.getInstance("TLS");
                own.init(null, null, null);
                context = own;
            }
            ((HttpsURLConnection) connection).setSSLSocketFactory(own.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new FetchFailure("no TLS: " + e.getMessage());
        }
    }
}
