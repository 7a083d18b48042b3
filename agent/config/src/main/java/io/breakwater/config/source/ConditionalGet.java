package io.breakwater.config.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Gets a URL if it has changed, with what every Java version has. A body is taken if it is complete, of one mebibyte at
 * most, and no HTML: that is what a proxy or a login page says.
 *
 * <p>Thread-safety: confined to one thread, which must be one whose calls nothing guards; {@link #close} from any.
 * Source: RFC 9110, sections 8.8 and 13.1 (validators and conditional requests).
 */
final class ConditionalGet {
    private static final int CONNECT_MILLIS = 3000;
    private static final int READ_MILLIS = 5000;
    private static final int MAX_REDIRECTS = 5;

    private final WebAddress address;
    private final PrivateTls tls = new PrivateTls();
    private @Nullable String entityTag;
    private @Nullable String lastModified;

    /** Waits for the head of an answer. While it reads a body, to close it could take as long as the body. */
    private volatile @Nullable HttpURLConnection running;

    private volatile boolean closed;

    ConditionalGet(WebAddress address) {
        this.address = address;
    }

    String name() {
        return address.name();
    }

    /** The next one gets the body, even if it is that of the last time. */
    void forget() {
        entityTag = null;
        lastModified = null;
    }

    /** Null if it is what it was. */
    @Nullable
    SourceContent ifNew() throws IOException {
        URL url = address.url();
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpURLConnection connection = open(url);
            try {
                running = connection;
                if (closed) {
                    throw new FetchFailure("closed");
                }
                int status = connection.getResponseCode();
                running = null;
                String location = status >= 300 && status < 400 ? connection.getHeaderField("Location") : null;
                if (location == null) {
                    return answer(connection, status);
                }
                url = target(url, location);
            } finally {
                running = null;
                connection.disconnect();
            }
        }
        throw new FetchFailure("more than " + MAX_REDIRECTS + " redirects");
    }

    private HttpURLConnection open(URL url) throws IOException {
        URLConnection opened = url.openConnection();
        if (!(opened instanceof HttpURLConnection)) {
            throw new FetchFailure("no connection of http");
        }
        HttpURLConnection connection = (HttpURLConnection) opened;
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Accept", "application/yaml, text/plain, */*;q=0.5");
        connection.setRequestProperty("Accept-Encoding", "gzip");
        connection.setRequestProperty("User-Agent", "breakwater");
        connection.setRequestProperty("Connection", "close");
        if (entityTag != null) {
            connection.setRequestProperty("If-None-Match", entityTag);
        }
        if (lastModified != null) {
            connection.setRequestProperty("If-Modified-Since", lastModified);
        }
        String authorization = address.authorizationFor(url);
        if (authorization != null) {
            connection.setRequestProperty("Authorization", authorization);
        }
        tls.applyTo(connection);
        NoQuestions.applyTo(connection);
        return connection;
    }

    /** Nobody who answers for the first address may send us from https to http, or to a file. */
    private static URL target(URL from, String location) throws IOException {
        URL to;
        try {
            to = new URL(from, location);
        } catch (MalformedURLException e) {
            throw new FetchFailure("a redirect to no URL");
        }
        if (!to.getProtocol().equals(from.getProtocol())) {
            throw new FetchFailure("a redirect to another scheme: " + to.getProtocol());
        }
        if (to.getHost().isEmpty()) {
            throw new FetchFailure("a redirect to no host"); // the JDK would throw an unchecked exception
        }
        return to;
    }

    private @Nullable SourceContent answer(HttpURLConnection connection, int status) throws IOException {
        if (status == HttpURLConnection.HTTP_NOT_MODIFIED && (entityTag != null || lastModified != null)) {
            return null;
        }
        if (status != HttpURLConnection.HTTP_OK) {
            throw new FetchFailure("status " + status);
        }
        String type = connection.getContentType();
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html")) {
            String wayOut = "A proxy or a login page may have answered; check the address";
            return refused("an HTML page", FileReading.EXPECTED, wayOut);
        }
        byte[] body = body(connection);
        if (body.length > Bytes.MAX_BYTES) {
            return refused(Bytes.TOO_LONG, "at most 1MiB", "Check that this is the right address");
        }
        entityTag = connection.getHeaderField("ETag");
        lastModified = connection.getHeaderField("Last-Modified");
        return SourceContent.of(new SourceText(name(), body));
    }

    private SourceContent refused(String value, String expected, String wayOut) {
        forget();
        return SourceContent.of(new SourceFault(name(), value, expected, wayOut));
    }

    private static byte[] body(HttpURLConnection connection) throws IOException {
        byte[] sent;
        try (InputStream in = connection.getInputStream()) {
            sent = Bytes.atMost(new TimedStream(in, TimeUnit.MILLISECONDS.toNanos(3L * READ_MILLIS)));
        }
        // The JDK takes a body that ends too early for a whole one.
        long promised = connection.getContentLengthLong();
        if (promised >= 0 && promised != sent.length && sent.length <= Bytes.MAX_BYTES) {
            throw new FetchFailure("a body that ends after " + sent.length + " of " + promised + " bytes");
        }
        String coding = connection.getContentEncoding();
        if (coding == null || coding.equalsIgnoreCase("identity")) {
            return sent;
        }
        if (!coding.equalsIgnoreCase("gzip")) {
            throw new FetchFailure("a body in another encoding than gzip");
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            return Bytes.atMost(in);
        } catch (IOException e) {
            throw new FetchFailure("a body that is not what gzip makes");
        }
    }

    void close() {
        closed = true;
        HttpURLConnection connection = running;
        if (connection != null) {
            connection.disconnect();
        }
    }
}
