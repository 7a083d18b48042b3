package io.breakwater.instrumentation.scenario;

/** What clients do not do by themselves, and why. */
final class Lacking {
    private static final String NO_BODY = "the form sends no body";
    private static final String NOT_DECODED = "the client leaves a compressed body to the application";
    private static final String MINIMAL =
            "a minimal client has no proxy, no redirects, no credentials, no cookies, no decoding, no Expect";

    private Lacking() {}

    /** The reason, or null if the client has the feature. */
    static String of(ClientForm form, WireFeature feature) {
        if (isMinimal(form)) {
            return ofMinimal(form, feature);
        }
        switch (feature) {
            case REDIRECTED_POST:
                if (!form.endsRefusedBodies(true)) {
                    return "the client never ends a POST that is answered with anything but success";
                }
                return form.sendsBodies() ? null : NO_BODY;
            case EXPECT_CONTINUE:
                if (form.isOldestVersion() && form.form().equals("fluent")) {
                    return "4.3 forgets the setting of a request";
                }
                return form.sendsBodies() ? null : NO_BODY;
            case DIGEST:
                return is(form, "java.net.http", "OkHttp") ? "the client knows the basic scheme only" : null;
            case GZIP:
                return decodes(form) ? null : NOT_DECODED;
            default:
                return null;
        }
    }

    private static boolean decodes(ClientForm form) {
        if (is(form, "Apache HttpClient 5")) {
            boolean cached = form.form().contains("cached");
            return form.isOldestVersion() ? form.isBlocking() && !cached : form.isBlocking() || !cached;
        }
        return !is(form, "java.net.http", "HttpURLConnection", "Apache HttpAsyncClient 4", "DefaultHttpClient");
    }

    private static String ofMinimal(ClientForm form, WireFeature feature) {
        switch (feature) {
            case BASIC_WITHOUT_CREDENTIALS:
            case CONNECTION_REUSE:
            case TLS:
                return null;
            case TLS_UNTRUSTED:
                return isPlayed(form, feature) ? null : "never ends after a failure, without the agent";
            default:
                return MINIMAL;
        }
    }

    /** False if there is nothing to see but a name that cannot be found, or a call that does not end. */
    static boolean isPlayed(ClientForm form, WireFeature feature) {
        return !isMinimal(form)
                || !(feature.name().startsWith("PROXY")
                        || (feature == WireFeature.TLS_UNTRUSTED && !form.isBlocking()));
    }

    private static boolean isMinimal(ClientForm form) {
        return form.form().equals("createMinimal") || form.form().equals("minimal client");
    }

    private static boolean is(ClientForm form, String... names) {
        for (String name : names) {
            if (form.client().equals(name) || form.form().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
