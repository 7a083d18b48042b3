package io.breakwater.telemetry.export;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * One request to a collector, with what every Java version has. Follows no redirect and repeats nothing.
 *
 * <p>Thread-safety: confined to the exporting thread, whose calls nothing guards.
 */
public final class Post {
    private static final int CONNECT_MILLIS = 3000;
    private static final int FIRST_ERROR_STATUS = 300;

    private final ExportTarget target;
    private final URL url;
    private final @Nullable SSLContext tls;

    /** @throws GeneralSecurityException or IOException if the file of certificates is of no use */
    public Post(ExportTarget target) throws IOException, GeneralSecurityException {
        this.target = target;
        this.url = url(target.address);
        this.tls = target.certificate == null ? null : trusting(target.certificate);
    }

    /** What the JDK says of a wrong one quotes it, and it may have a password in it. */
    @SuppressWarnings("UnusedException")
    private static URL url(String address) throws IOException {
        try {
            return new URL(address);
        } catch (MalformedURLException quotesTheAddress) {
            throw new IOException("the address of the collector is none (expected: as http://localhost:4318)");
        }
    }

    private static SSLContext trusting(String file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = new FileInputStream(file)) {
            int count = 0;
            for (Certificate trusted : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("collector-" + count++, trusted);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** @throws IOException if the collector did not take it */
    public void send(String contentType, byte[] body) throws IOException {
        URLConnection opened = url.openConnection();
        if (!(opened instanceof HttpURLConnection)) {
            throw new IOException("the address of the collector: " + url.getProtocol() + " (expected: http or https)");
        }
        HttpURLConnection connection = (HttpURLConnection) opened;
        try {
            prepare(connection, contentType);
            byte[] sent = target.gzip ? compressed(body) : body;
            connection.setFixedLengthStreamingMode(sent.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(sent);
            }
            int status = connection.getResponseCode();
            if (status < 0 || status >= FIRST_ERROR_STATUS) {
                throw new IOException("status " + status);
            }
        } finally {
            connection.disconnect();
        }
    }

    private void prepare(HttpURLConnection connection, String contentType) throws IOException {
        connection.setConnectTimeout(Math.min(CONNECT_MILLIS, target.timeoutMillis));
        connection.setReadTimeout(target.timeoutMillis);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        setHeaders(connection);
        connection.setRequestProperty("Content-Type", contentType);
        if (target.gzip) {
            connection.setRequestProperty("Content-Encoding", "gzip");
        }
        if (tls != null && connection instanceof HttpsURLConnection) {
            ((HttpsURLConnection) connection).setSSLSocketFactory(tls.getSocketFactory());
        }
    }

    /** What the JDK says of a character that it does not take quotes the value, which is an access key as a rule. */
    @SuppressWarnings("UnusedException")
    private void setHeaders(HttpURLConnection connection) throws IOException {
        try {
            target.headers.forEach(connection::setRequestProperty);
        } catch (IllegalArgumentException quotesTheValue) {
            throw new IOException("a header of the settings has a character that no header may have, as a line's end");
        }
    }

    private static byte[] compressed(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 2);
        try (OutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        }
        return bytes.toByteArray();
    }
}
