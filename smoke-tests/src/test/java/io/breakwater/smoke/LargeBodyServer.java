package io.breakwater.smoke;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Takes large bodies and gives large ones, and keeps neither: it counts them. A PUT is answered with 200 when its body is
 * there; one below {@code /refused/} with 503 after the first part, and the rest is thrown away; one below {@code /cut/}
 * likewise, and then the connection is closed. Each other request gets a large body. Daemon threads; thread-safe.
 */
final class LargeBodyServer implements Closeable {
    private static final int PART_BYTES = 1 << 18;
    private static final int EARLY_BYTES = 4 << 20;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final long answerBytes;
    private final List<Transfer> transfers = new CopyOnWriteArrayList<>();

    LargeBodyServer(long answerBytes) throws IOException {
        this.answerBytes = answerBytes;
        daemon(this::accept);
    }

    String url(String path) {
        return "http://localhost:" + listener.getLocalPort() + path;
    }

    /** What was transferred, in order; a request that was refused with the bytes that came before. */
    List<Transfer> transfers() {
        return transfers;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                daemon(() -> serve(connection));
            } catch (IOException closed) {
                // The test is over.
            }
        }
    }

    private void serve(Socket accepted) {
        try (Socket connection = accepted) {
            InputStream in = new BufferedInputStream(connection.getInputStream(), PART_BYTES);
            OutputStream out = connection.getOutputStream();
            for (String line = readLine(in); line != null; line = readLine(in)) {
                if (!answer(line.split(" ", 3), in, out)) {
                    return;
                }
            }
        } catch (IOException gone) {
            // The client says what it was.
        }
    }

    /** @return true if the connection can be used again */
    private boolean answer(String[] start, InputStream in, OutputStream out) throws IOException {
        Body body = Body.announced(in);
        long startNanos = System.nanoTime();
        boolean early = start[1].startsWith("/refused/") || start[1].startsWith("/cut/");
        long received = body.count(in, early ? EARLY_BYTES : Long.MAX_VALUE);
        if (early) {
            transfers.add(new Transfer(start[1], received, System.nanoTime() - startNanos));
            out.write(ascii("HTTP/1.1 503 Early\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
            if (start[1].startsWith("/refused/")) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return false;
        }
        if (start[0].equals("PUT")) {
            transfers.add(new Transfer(start[1], received, System.nanoTime() - startNanos));
            out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
            return true;
        }
        out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: " + answerBytes + "\r\n\r\n"));
        byte[] part = new byte[PART_BYTES];
        for (long left = answerBytes; left > 0; left -= part.length) {
            out.write(part, 0, (int) Math.min(left, part.length));
        }
        transfers.add(new Transfer(start[1], answerBytes, System.nanoTime() - startNanos));
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Null at the end of the connection. */
    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "large-body-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** One body that went over the wire. Immutable. */
    static final class Transfer {
        final String target;
        final long bytes;
        final long nanos;

        Transfer(String target, long bytes, long nanos) {
            this.target = target;
            this.bytes = bytes;
            this.nanos = nanos;
        }

        long mebibytesPerSecond() {
            return Math.round(bytes / 1048576.0 / (nanos / 1e9));
        }

        @Override
        public String toString() {
            return target + " " + bytes;
        }
    }

    /** How the body of a request is framed. */
    private static final class Body {
        private final boolean chunked;
        private final long length;

        private Body(boolean chunked, long length) {
            this.chunked = chunked;
            this.length = length;
        }

        /** Reads the headers. */
        static Body announced(InputStream in) throws IOException {
            boolean chunked = false;
            long length = 0;
            for (String line = readLine(in); line != null && !line.isEmpty(); line = readLine(in)) {
                String header = line.toLowerCase(Locale.ROOT);
                chunked |= header.startsWith("transfer-encoding: chunked");
                if (header.startsWith("content-length:")) {
                    length = Long.parseLong(header.substring(15).trim());
                }
            }
            return new Body(chunked, length);
        }

        /** Reads the body, or its first bytes, and throws it away. */
        long count(InputStream in, long most) throws IOException {
            if (!chunked) {
                return skip(in, Math.min(length, most));
            }
            long bytes = 0;
            while (bytes < most) {
                long chunk = Long.parseLong(String.valueOf(readLine(in)).trim(), 16);
                bytes += skip(in, chunk);
                readLine(in);
                if (chunk == 0) {
                    return bytes;
                }
            }
            return bytes;
        }

        private static long skip(InputStream in, long bytes) throws IOException {
            byte[] part = new byte[PART_BYTES];
            for (long left = bytes; left > 0; ) {
                int count = in.read(part, 0, (int) Math.min(left, part.length));
                if (count < 0) {
                    throw new IOException("the request has ended early");
                }
                left -= count;
            }
            return bytes;
        }
    }
}
