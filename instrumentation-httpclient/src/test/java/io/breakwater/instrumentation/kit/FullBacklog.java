package io.breakwater.instrumentation.kit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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

    public int port() {
        return listener.getLocalPort();
    }

    /** How many sockets of this machine are waiting for a connection; where the kernel lists them, which is on Linux. */
    public long waitingSockets() {
        return waitingSockets("/proc/net/tcp") + waitingSockets("/proc/net/tcp6");
    }

    private long waitingSockets(String list) {
        String waiting = String.format(":%04X 02", port());
        try (Stream<String> lines = Files.lines(Path.of(list))) {
            return lines.filter(line -> line.contains(waiting)).count();
        } catch (NoSuchFileException notHere) {
            return 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : queued) {
            socket.close();
        }
        listener.close();
    }
}
