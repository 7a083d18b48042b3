package io.breakwater.instrumentation.okhttp;

import java.util.List;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;

/** Keeps the last cookies, whoever they are from. Thread-safe. */
final class LastCookies implements CookieJar {
    private volatile List<Cookie> kept = List.of();

    @Override
    public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
        kept = cookies;
    }

    @Override
    public List<Cookie> loadForRequest(HttpUrl url) {
        return kept;
    }
}
