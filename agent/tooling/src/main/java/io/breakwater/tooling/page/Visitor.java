package io.breakwater.tooling.page;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who asks. The port is open to this machine alone, but a browser on it runs the pages of strangers: those can make it send
 * requests here, under a name of theirs that leads to 127.0.0.1 (DNS rebinding), or from a page of theirs. Both show in the
 * headers.
 *
 * <p>Thread-safety: confined to one request.
 */
final class Visitor {
    private static final String BEARER = "bearer ";

    private final Headers headers;

    Visitor(Headers headers) {
        this.headers = headers;
    }

    /** True if the browser was sent here by the address of this machine, and not by a page of somebody else. */
    boolean isFromHere() {
        String host = headers.getFirst("Host");
        String origin = headers.getFirst("Origin");
        return host != null
                && isOwn(host)
                && (origin == null || (origin.startsWith("http://") && isOwn(origin.substring("http://".length()))));
    }

    /** A tunnel to the port ({@code kubectl port-forward}, {@code ssh -L}) may give it another number. */
    private static boolean isOwn(String authority) {
        String host = authority.toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
        return name.equals("127.0.0.1") || name.equals("localhost") || name.equals("[::1]");
    }

    /** Takes as long for a wrong token as for the right one. */
    boolean hasToken(@Nullable String token) {
        List<String> given = headers.get("Authorization");
        if (token == null || given == null || given.size() != 1) {
            return false;
        }
        String text = given.get(0);
        if (!text.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return false;
        }
        byte[] one = text.substring(BEARER.length()).trim().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(one, token.getBytes(StandardCharsets.UTF_8));
    }
}
