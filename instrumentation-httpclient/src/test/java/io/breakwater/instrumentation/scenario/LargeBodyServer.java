package io.breakwater.instrumentation.scenario;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes one request with a large body and answers with one, and keeps neither. Three quarters into each it stops, and
 * looks how much of the heap is in use: whoever kept the body would hold most of it then. One daemon thread.
 */
final class LargeBodyServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final long bodyBytes;
    private final long usedBefore = usedBytes();
    private final AtomicLong receivedBytes = new AtomicLong();
    private volatile long mostUsed;

    LargeBodyServer(long bodyBytes) throws IOException {
        this.bodyBytes = bodyBytes;
        Thread thread = new Thread(this::serve, "large-body-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** A body that is made while it is read. */
    static InputStream stream(long bytes) {
        return new InputStream() {
            private long left = bytes;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int count = (int) Math.min(left, length);
                left -= count;
                return count == 0 && length > 0 ? -1 : count;
            }
        };
    }

    URI uri() {
        return Stage.uriOf(listener.getLocalPort());
    }

    long receivedBytes() {
        return receivedBytes.get();
    }

    /** By how much the heap in use had grown in the middle of a body. */
    long grownBytes() {
        return mostUsed - usedBefore;
    }

    private void serve() {
        try (Socket socket = listener.accept()) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            String head = readLine(in);
            boolean chunked = false;
            long length = 0;
            while (!head.isEmpty()) {
                String line = head.toLowerCase(Locale.ROOT);
                chunked |= line.startsWith("transfer-encoding: chunked");
                length = line.startsWith("content-length:")
                        ? Long.parseLong(line.substring(15).trim())
                        : length;
                head = readLine(in);
            }
            if (chunked) {
                for (length = chunk(in); length > 0; length = chunk(in)) {
                    receive(in, length);
                    readLine(in);
                }
                readLine(in);
            } else {
                receive(in, length);
            }
            out.write(("HTTP/1.1 200 Large\r\nContent-Length: " + bodyBytes + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            send(out);
        } catch (IOException gone) {
            // The client says what it was.
        }
    }

    private static long chunk(InputStream in) throws IOException {
        return Long.parseLong(readLine(in).trim(), 16);
    }

    private void receive(InputStream in, long length) throws IOException {
        byte[] part = new byte[1 << 16];
        for (long left = length; left > 0; ) {
            int count = in.read(part, 0, (int) Math.min(left, part.length));
            if (count < 0) {
                throw new IOException("the request has ended early");
            }
            long received = receivedBytes.addAndGet(count);
            pauseAt(received - count, received);
            left -= count;
        }
    }

    private void send(OutputStream out) throws IOException {
        byte[] part = new byte[1 << 16];
        for (long sent = 0; sent < bodyBytes; sent += part.length) {
            pauseAt(sent, sent + part.length);
            out.write(part);
        }
        out.flush();
    }

    private void pauseAt(long from, long to) {
        long pause = bodyBytes / 4 * 3;
        if (from < pause && to >= pause) {
            mostUsed = Math.max(mostUsed, usedBytes());
        }
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the request has ended early");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
