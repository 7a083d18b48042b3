package io.breakwater.instrumentation.kit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A port at which the kernel has no room for a further connection: whoever connects waits. */
public final class FullBacklog implements Closeable {
    private static final int FILL_MILLIS = 100;

    private final ServerSocket listener;
    private final List<Socket> queued = new ArrayList<>();

    public FullBacklog() {
        try {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            while (queues()) {
                // One more has found room.
            }
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
    }

    private boolean queues() throws IOException {
        Socket socket = new Socket();
        queued.add(socket);
        try {
            socket.connect(listener.getLocalSocketAddress(), FILL_MILLIS);
            return true;
        } catch (SocketTimeoutException full) {
            return false;
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : queued) {
            socket.close();
        }
        listener.close();
    }
}
