package io.breakwater.config.source;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a configuration, what may be told of it, and the credentials that were written into it. Thread-safety:
 * immutable.
 */
final class WebAddress {
    private final URL url;
    private final String name;
    private final @Nullable String authorization;

    private WebAddress(URL url, String name, @Nullable String authorization) {
        this.url = url;
        this.name = name;
        this.authorization = authorization;
    }

    static boolean isOne(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    /** Null if it is none; whoever tells of that must not repeat it. */
    static @Nullable WebAddress parse(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() == null || uri.getScheme() == null) {
                return null;
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            URL url = new URL(scheme, uri.getHost(), uri.getPort(), path + query);
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String named = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            return new WebAddress(url, scheme + "://" + uri.getHost() + port + named, basic(uri.getUserInfo()));
        } catch (URISyntaxException | MalformedURLException e) {
            return null;
        }
    }

    private static @Nullable String basic(@Nullable String userInfo) {
        return userInfo == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    URL url() {
        return url;
    }

    /** Without credentials, query and fragment. */
    String name() {
        return name;
    }

    /** A redirect to another server takes no credentials along. */
    @Nullable
    String authorizationFor(URL target) {
        boolean sameServer = target.getProtocol().equals(url.getProtocol())
                && target.getHost().equalsIgnoreCase(url.getHost())
                && port(target) == port(url);
        return sameServer ? authorization : null;
    }

    private static int port(URL url) {
        return url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    }
}
