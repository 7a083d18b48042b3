package io.breakwater.instrumentation.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Servers and proxies that ask for credentials first, and look at them. */
final class Challenges {
    static final String NONCE = "0123456789abcdef";

    private Challenges() {}

    /** The answer for those who give the basic credentials of {@link ClientSettings}, and 401 for all others. */
    static Answer basic(Answer answer) {
        String expected = ClientSettings.basic(ClientSettings.USER, ClientSettings.PASSWORD);
        return connection -> (expected.equals(connection.request().header("Authorization"))
                        ? answer
                        : Answer.status(401, "who are you?", "WWW-Authenticate: Basic realm=\"test\""))
                .give(connection);
    }

    static Answer digest(Answer answer) {
        return connection -> (isDigestRight(connection.request())
                        ? answer
                        : Answer.status(
                                401,
                                "who are you?",
                                "WWW-Authenticate: Digest realm=\"test\", nonce=\"" + NONCE
                                        + "\", qop=\"auth\", algorithm=MD5"))
                .give(connection);
    }

    /** A proxy: the answer, or a tunnel, for those who give the credentials for it, and 407 for all others. */
    static Answer proxy(Answer answer) {
        String expected = ClientSettings.basic(ClientSettings.PROXY_USER, ClientSettings.PROXY_PASSWORD);
        return connection -> (expected.equals(connection.request().header("Proxy-Authorization"))
                        ? throughProxy(answer)
                        : Answer.status(407, "who are you?", "Proxy-Authenticate: Basic realm=\"proxy\""))
                .give(connection);
    }

    /** A proxy that serves everybody. */
    static Answer throughProxy(Answer answer) {
        return connection ->
                (connection.request().method().equals("CONNECT") ? Answer.tunnel() : answer).give(connection);
    }

    private static boolean isDigestRight(ReceivedRequest request) {
        String given = request.header("Authorization");
        if (given == null || !given.startsWith("Digest ")) {
            return false;
        }
        String user = md5(ClientSettings.USER + ":test:" + ClientSettings.PASSWORD);
        String asked = md5(request.method() + ":" + part(given, "uri"));
        String expected =
                md5(String.join(":", user, NONCE, part(given, "nc"), part(given, "cnonce"), part(given, "qop"), asked));
        return expected.equals(part(given, "response")) && request.path().equals(part(given, "uri"));
    }

    private static String part(String given, String name) {
        Matcher matcher = Pattern.compile("[ ,]" + name + "=\"?([^\",]*)").matcher(given);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String md5(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(ISO_8859_1));
            StringBuilder hex = new StringBuilder();
            for (byte each : hash) {
                hex.append(String.format("%02x", each));
            }
            return hex.toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
