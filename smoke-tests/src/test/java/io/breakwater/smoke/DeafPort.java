package io.breakwater.smoke;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port that is taken, and that nobody listens on: until it is closed, it refuses connections. */
final class DeafPort implements Closeable {
    private final Socket bound = new Socket();

    DeafPort() throws IOException {
        bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    int port() {
        return bound.getLocalPort();
    }

    String url() {
        return "http://localhost:" + port() + "/";
    }

    @Override
    public void close() throws IOException {
        bound.close();
    }
}
