package io.breakwater.instrumentation.jdbc.kit;

import io.breakwater.instrumentation.jdbc.kit.Traffic.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A client's connection and the proxy's own to the server, and a thread for each direction between them. */
final class ProxiedConnection {
    private static final int MAX_PIECE_BYTES = 16 * 1024;

    private final Traffic traffic;
    private final Socket client;
    private final Socket server;
    private final Runnable whenClosed;
    private final Side requests;
    private final Side replies;
    private volatile boolean closed;

    ProxiedConnection(Traffic traffic, Socket client, Socket server, Runnable whenClosed) {
        this.traffic = traffic;
        this.client = client;
        this.server = server;
        this.whenClosed = whenClosed;
        requests = new Side(Direction.REQUESTS, client, server);
        replies = new Side(Direction.REPLIES, server, client);
    }

    void start() {
        requests.thread.start();
        replies.thread.start();
    }

    /** The client reads the end of the server's replies, while what it sends itself still goes on. */
    void halfClose() throws IOException {
        replies.losesAll = true;
        client.shutdownOutput();
    }

    /** Both ends are told that the connection is broken. */
    void reset() throws IOException {
        client.setSoLinger(true, 0);
        server.setSoLinger(true, 0);
        close();
    }

    void close() throws IOException {
        closed = true;
        client.close();
        server.close();
        traffic.wake();
        whenClosed.run();
    }

    void join(long millis) throws InterruptedException {
        requests.thread.join(millis);
        replies.thread.join(millis);
    }

    /** One direction. But for {@link #losesAll} its state is guarded by the lock of {@link #traffic}. */
    final class Side {
        private final Direction direction;
        private final Socket from;
        private final Socket to;
        private final Thread thread;
        private volatile boolean losesAll;
        private boolean ended;
        private int limitNumber;
        private long countedBytes;

        Side(Direction direction, Socket from, Socket to) {
            this.direction = direction;
            this.from = from;
            this.to = to;
            thread = new Thread(this::run, "fault proxy, " + direction + " at " + client.getPort());
            thread.setDaemon(true);
        }

        private void run() {
            try {
                try {
                    carry();
                } catch (IOException broken) {
                    // As good as an end: what broke on one side is closed on the other.
                }
                if (traffic.awaitEnd(direction, this)) {
                    close();
                } else {
                    to.shutdownOutput();
                }
            } catch (IOException | InterruptedException e) {
                // The other end is gone as well.
            }
        }

        private void carry() throws IOException, InterruptedException {
            byte[] piece = new byte[MAX_PIECE_BYTES];
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int bytes = in.read(piece); bytes >= 0; bytes = in.read(piece)) {
                int admitted = traffic.admit(direction, bytes, this);
                out.write(piece, 0, admitted);
            }
        }

        Side other() {
            return direction == Direction.REQUESTS ? replies : requests;
        }

        boolean isClosed() {
            return closed;
        }

        void loseAll() {
            losesAll = true;
        }

        boolean losesAll() {
            return losesAll;
        }

        void end() {
            ended = true;
        }

        boolean hasEnded() {
            return ended;
        }

        long countedSince(int number) {
            if (number != limitNumber) {
                limitNumber = number;
                countedBytes = 0;
            }
            return countedBytes;
        }

        void count(int bytes) {
            countedBytes += bytes;
        }
    }
}
