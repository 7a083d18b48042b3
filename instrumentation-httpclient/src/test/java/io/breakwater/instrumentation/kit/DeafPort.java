package io.breakwater.instrumentation.kit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * A port that refuses connections until it is closed: it is taken, so that no server of another test can get it, and
 * nobody listens.
 */
public final class DeafPort implements Closeable {
    private final Socket bound = new Socket();

    public DeafPort() {
        try {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    public int port() {
        return bound.getLocalPort();
    }

    public URI uri() {
        return URI.create("http://localhost:" + port() + "/");
    }

    @Override
    public void close() throws IOException {
        bound.close();
    }

    @Override
    public String toString() {
        return uri().toString();
    }
}
