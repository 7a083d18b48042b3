package io.breakwater.smoke;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;

/**
 * Passes connections on to a server, and resets some of them before a byte has passed, as a balancer does whose servers
 * come and go. The seed decides which.
 *
 * <p>Thread-safety: thread-safe; all threads are daemons.
 */
final class FlakyRelay implements Closeable {
    private static final int BACKLOG = 256;

    private final ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    private final int serverPort;
    private final Random random;
    private volatile int percentReset;

    private FlakyRelay(int serverPort, long seed) throws IOException {
        this.serverPort = serverPort;
        this.random = new Random(seed);
    }

    /** To a server of this machine; passes everything for now. */
    static FlakyRelay to(int serverPort, long seed) throws IOException {
        FlakyRelay relay = new FlakyRelay(serverPort, seed);
        start(relay::accept);
        return relay;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Of the connections to come. */
    void reset(int percent) {
        percentReset = percent;
    }

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "flaky relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                if (random.nextInt(100) < percentReset) {
                    client.setSoLinger(true, 0);
                    client.close();
                } else {
                    connect(client);
                }
            } catch (IOException closed) {
                // The loop ends, or goes on with the next.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        start(() -> pass(client, server));
        start(() -> pass(server, client));
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // Both are closed by now.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
