package io.breakwater.instrumentation.jdbc.kit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that stays a server's while that is away: one below those that operating systems give to whoever asks for any. Else
 * another process may get it before the server is back.
 */
public final class ServerPort {
    private static final int LEAST = 20_000;
    private static final int BEYOND = 32_000;
    private static final int MOST_TRIES = 100;

    private ServerPort() {}

    /** Free at the moment. */
    public static int choose() throws IOException {
        IOException taken = null;
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LEAST, BEYOND);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException another) {
                taken = another;
            }
        }
        throw new IOException("no port between " + LEAST + " and " + BEYOND + " is free", taken);
    }
}
