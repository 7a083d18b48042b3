package io.breakwater.benchmarks.throughput;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A server that answers every request with the same kilobyte, at once or after a while. Thread-safety: one daemon thread for
 * each connection.
 */
final class Origin implements AutoCloseable {
    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1024\r\n\r\n"
                    + "x".repeat(1024))
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;
    private final long takesMillis;

    Origin(long takesMillis) throws IOException {
        this.takesMillis = takesMillis;
        this.listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connection.setTcpNoDelay(true);
                daemon(() -> serve(connection));
            } catch (IOException closed) {
                // The benchmark is over.
            }
        }
    }

    private void serve(Socket accepted) {
        try (Socket connection = accepted) {
            InputStream in = connection.getInputStream();
            byte[] buffer = new byte[4096];
            int matched = 0;
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    matched = buffer[i] == "\r\n\r\n".charAt(matched) ? matched + 1 : buffer[i] == '\r' ? 1 : 0;
                    if (matched == 4) {
                        matched = 0;
                        if (takesMillis > 0) {
                            Thread.sleep(takesMillis);
                        }
                        connection.getOutputStream().write(ANSWER);
                    }
                }
            }
        } catch (IOException gone) {
            // The caller has ended.
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "origin");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
