package io.breakwater.instrumentation.kit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A key for localhost that nobody else trusts. Made with {@code keytool -genkeypair}; the password is no secret. */
public final class Tls {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private Tls() {}

    /** What a client asks that trusts the key. */
    public static X509TrustManager trustManager() {
        try {
            return (X509TrustManager) trusting(keyStore()).getTrustManagers()[0];
        } catch (IOException | GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** For the server, and for a client that trusts it. */
    public static SSLContext context() {
        try {
            KeyStore store = keyStore();
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trusting(store).getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static KeyStore keyStore() throws IOException, GeneralSecurityException {
        try (InputStream in = Tls.class.getResourceAsStream("localhost.p12")) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            return store;
        }
    }

    private static TrustManagerFactory trusting(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }

    /** @param protocol {@code h2} or {@code http/1.1} */
    public static ServerSocket serverSocket(String protocol) {
        try {
            SSLServerSocket socket = (SSLServerSocket)
                    context().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {protocol});
            socket.setSSLParameters(parameters);
            return socket;
        } catch (IOException noSocket) {
            throw new IllegalStateException(noSocket);
        }
    }
}
