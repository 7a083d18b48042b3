package io.breakwater.extension.http;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a request that is good for one use only: signed, dated, or with a nonce. Sent again it would be stale, or
 * refused as a replay, so it is never repeated.
 *
 * <p>Thread-safety: stateless. Source: AWS Signature Version 4, OAuth 1.0 (RFC 5849), HTTP Digest (RFC 7616), HTTP
 * Message Signatures (RFC 9421), DPoP (RFC 9449), Azure Shared Key.
 */
public final class SignedRequest {
    private static final String[] TELLING_HEADERS = {
        "Signature",
        "Signature-Input",
        "X-Signature",
        "X-Hub-Signature",
        "X-Amz-Date",
        "X-Amz-Security-Token",
        "X-Ms-Date",
        "X-Nonce",
        "DPoP",
        "Date"
    };

    /** In lower case. */
    private static final String[] SIGNING_SCHEMES = {
        "aws ", "aws3-", "aws4-", "oauth ", "digest ", "signature ", "hmac", "hawk ", "sharedkey"
    };

    private SignedRequest() {}

    /** @param firstHeader gives the first value of a header by its name, or null */
    public static boolean isSigned(Function<String, @Nullable String> firstHeader) {
        for (String name : TELLING_HEADERS) {
            if (firstHeader.apply(name) != null) {
                return true;
            }
        }
        return signs(firstHeader.apply("Authorization")) || signs(firstHeader.apply("Proxy-Authorization"));
    }

    private static boolean signs(@Nullable String authorization) {
        if (authorization == null) {
            return false;
        }
        String lower = authorization.trim().toLowerCase(Locale.ROOT);
        for (String scheme : SIGNING_SCHEMES) {
            if (lower.startsWith(scheme)) {
                return true;
            }
        }
        return false;
    }
}
