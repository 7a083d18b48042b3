package io.breakwater.smoke.operate;

import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import java.io.Closeable;
import java.io.IOException;
import java.util.Random;

/**
 * What the service calls: quick as a rule, slow now and then, with an error for one request in two hundred; and, while it
 * hangs, silent.
 *
 * <p>Thread-safety: thread-safe.
 */
final class Warehouse implements Closeable {
    private final Random random = new Random(20_261_130);
    private final MisbehavingServer server;
    private volatile boolean hangs;

    /** @param silenceMillis how long it keeps those waiting whom it does not answer */
    Warehouse(long silenceMillis) throws IOException {
        server = MisbehavingServer.start(request -> hangs ? Answer.silence(silenceMillis) : usual());
    }

    private Answer usual() {
        double luck;
        double spread;
        synchronized (random) {
            luck = random.nextDouble();
            spread = random.nextDouble();
        }
        if (luck < 0.005) {
            return Answer.status(503).after(5);
        }
        return Answer.status(200).after(luck < 0.03 ? 60 + (long) (90 * spread) : 5 + (long) (25 * spread));
    }

    /** From now on, or not any more. */
    void hang(boolean now) {
        hangs = now;
    }

    String address() {
        return "http://localhost:" + server.port();
    }

    String host() {
        return "localhost:" + server.port();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
