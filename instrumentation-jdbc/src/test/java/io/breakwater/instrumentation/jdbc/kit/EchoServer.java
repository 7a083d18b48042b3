package io.breakwater.instrumentation.jdbc.kit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Sends back what it reads, and ends a connection when its client does. */
final class EchoServer implements Closeable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong heardBytes = new AtomicLong();
    private final AtomicInteger ended = new AtomicInteger();

    EchoServer() throws IOException {
        start("echo server", this::acceptAll);
    }

    private static void start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                start("echo", () -> echo(socket));
            } catch (IOException closed) {
                // The loop ends.
            }
        }
    }

    private void echo(Socket socket) {
        byte[] piece = new byte[4096];
        try (Socket closed = socket) {
            InputStream in = closed.getInputStream();
            for (int bytes = in.read(piece); bytes >= 0; bytes = in.read(piece)) {
                heardBytes.addAndGet(bytes);
                closed.getOutputStream().write(piece, 0, bytes);
            }
        } catch (IOException broken) {
            // Counts as an end.
        }
        ended.incrementAndGet();
        open.remove(socket);
    }

    int port() {
        return listening.getLocalPort();
    }

    long heardBytes() {
        return heardBytes.get();
    }

    int endedConnections() {
        return ended.get();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
