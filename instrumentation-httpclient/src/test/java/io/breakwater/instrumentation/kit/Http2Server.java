package io.breakwater.instrumentation.kit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * As much of an HTTP/2 server over TLS as it takes to accept, refuse and ignore streams. The n-th stream gets the n-th
 * answer of the script; the last one repeats. Source: RFC 9113.
 */
public final class Http2Server implements AutoCloseable {
    public enum Reply {
        /** Status 200 with a short body. */
        OK,
        /** Status 503 with a short body. */
        UNAVAILABLE,
        /** RST_STREAM with REFUSED_STREAM. */
        REFUSED_STREAM,
        /** GOAWAY that names no stream as processed. */
        GOAWAY,
        SILENCE
    }

    private static final int PREFACE_BYTES = 24;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int ACK_OR_END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int REFUSED = 7;

    private final ServerSocket listener = Tls.serverSocket("h2");
    private final Reply[] replies;
    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final Semaphore arrivals = new Semaphore(0);
    private final Semaphore cancellations = new Semaphore(0);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Http2Server(Reply[] replies) {
        this.replies = replies;
        daemon(this::accept);
    }

    public static Http2Server answering(Reply... replies) {
        return new Http2Server(replies);
    }

    public URI uri() {
        return URI.create("https://localhost:" + listener.getLocalPort() + "/");
    }

    public int requests() {
        return streams.get();
    }

    public int connections() {
        return connections.get();
    }

    public void awaitRequests(int count) throws InterruptedException {
        if (!arrivals.tryAcquire(count, 10, TimeUnit.SECONDS)) {
            throw new AssertionError("no request in 10 s");
        }
    }

    /** True if the peer cancelled a stream, or closed the connection, within the time. */
    public boolean sawCancel(long millis) throws InterruptedException {
        return cancellations.tryAcquire(millis, TimeUnit.MILLISECONDS);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                connections.incrementAndGet();
                daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            OutputStream out = socket.getOutputStream();
            in.readNBytes(PREFACE_BYTES);
            write(out, SETTINGS, 0, 0, new byte[0]);
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                byte[] payload = in.readNBytes(length);
                if ((type == SETTINGS || type == PING) && (flags & ACK_OR_END_STREAM) == 0) {
                    write(out, type, ACK_OR_END_STREAM, 0, type == PING ? payload : new byte[0]);
                } else if ((type == HEADERS || type == DATA) && (flags & ACK_OR_END_STREAM) != 0) {
                    reply(out, stream);
                } else if (type == RST_STREAM) {
                    cancellations.release();
                }
            }
        } catch (IOException closed) {
            cancellations.release();
        } finally {
            open.remove(socket);
        }
    }

    private void reply(OutputStream out, int stream) throws IOException {
        int number = streams.incrementAndGet();
        arrivals.release();
        switch (replies[Math.min(number, replies.length) - 1]) {
            case OK:
                answer(out, stream, "200");
                break;
            case UNAVAILABLE:
                answer(out, stream, "503");
                break;
            case REFUSED_STREAM:
                write(out, RST_STREAM, 0, stream, new byte[] {0, 0, 0, REFUSED});
                break;
            case GOAWAY:
                write(out, GOAWAY, 0, 0, new byte[8]);
                break;
            default:
                break;
        }
    }

    private static void answer(OutputStream out, int stream, String status) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(8); // HPACK: a literal with the name of entry 8 of the static table, :status
        block.write(3);
        block.write(status.getBytes(StandardCharsets.US_ASCII));
        write(out, HEADERS, END_HEADERS, stream, block.toByteArray());
        write(out, DATA, ACK_OR_END_STREAM, stream, ("body of " + status).getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(OutputStream out, int type, int flags, int stream, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(payload.length >> 16);
        frame.write(payload.length >> 8);
        frame.write(payload.length);
        frame.write(type);
        frame.write(flags);
        for (int shift = 24; shift >= 0; shift -= 8) {
            frame.write(stream >> shift);
        }
        frame.write(payload);
        out.write(frame.toByteArray());
        out.flush();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-http2");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
