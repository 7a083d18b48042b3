package io.breakwater.benchmarks.outage;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A backend with ten slots. A request waits for a slot however long it takes, and is served even if its caller has gone,
 * because nothing tells the backend. So whatever callers send in vain is taken from those who still wait.
 *
 * <p>Prints its port. Reads the epoch millisecond at which the run begins, and prints how many requests came in each
 * second when its input ends.
 *
 * <p>Thread-safety: thread-safe; one thread for each connection reads, ten answer.
 */
final class Backend {
    private static final int BACKLOG = 1024;
    private static final byte[] OK = answer("200 OK");
    private static final byte[] UNAVAILABLE = answer("503 Service Unavailable");

    private final Plan.Kind kind;
    private final ExecutorService slots = Executors.newFixedThreadPool(Plan.SLOTS, Backend::daemon);
    private final AtomicIntegerArray arrivals = new AtomicIntegerArray(Plan.END_MILLIS / 1000);
    private volatile long beginMillis = Long.MAX_VALUE / 2;

    private Backend(Plan.Kind kind) {
        this.kind = kind;
    }

    /** Arguments: the kind of the outage. */
    public static void main(String[] args) throws IOException {
        Backend backend = new Backend(Plan.Kind.valueOf(args[0]));
        try (ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            daemon(() -> backend.accept(server)).start();
            System.out.println(server.getLocalPort());
            StringBuilder begin = new StringBuilder();
            for (int next = System.in.read(); next >= 0; next = System.in.read()) {
                if (next == '\n') {
                    backend.beginMillis = Long.parseLong(begin.toString());
                }
                begin.append((char) next);
            }
        }
        System.out.println(backend.arrivals);
    }

    private static byte[] answer(String status) {
        return ("HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\nok").getBytes(StandardCharsets.US_ASCII);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "backend");
        thread.setDaemon(true);
        return thread;
    }

    private long millis() {
        return System.currentTimeMillis() - beginMillis;
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                daemon(() -> read(connection)).start();
            } catch (IOException closed) {
                // The backend ends, or the caller went before it was let in.
            }
        }
    }

    private void read(Socket accepted) {
        try (Socket connection = accepted) {
            InputStream in = connection.getInputStream();
            byte[] buffer = new byte[1024];
            int used = 0;
            for (int count = in.read(buffer, used, buffer.length - used);
                    count > 0;
                    count = in.read(buffer, used, buffer.length - used)) {
                used += count;
                if (endsHead(buffer, used)) {
                    used = 0;
                    arrived(connection);
                }
            }
        } catch (IOException gone) {
            // The caller gave up.
        }
    }

    /** All requests are without a body, and nobody sends a second one before the first is answered. */
    private static boolean endsHead(byte[] buffer, int used) {
        return used >= 4 && buffer[used - 1] == '\n' && buffer[used - 2] == '\r' && buffer[used - 3] == '\n';
    }

    private void arrived(Socket connection) {
        long millis = millis();
        if (millis >= 0 && millis < Plan.END_MILLIS) {
            arrivals.incrementAndGet((int) (millis / 1000));
        }
        boolean isDropped = kind == Plan.Kind.SILENCE && Plan.isOutage(millis);
        if (!isDropped) {
            slots.execute(() -> serve(connection));
        }
    }

    private void serve(Socket connection) {
        try {
            Thread.sleep(Plan.SLOT_MILLIS);
            boolean fails = Plan.isOutage(millis());
            if (!(fails && kind == Plan.Kind.SILENCE)) {
                connection.getOutputStream().write(fails ? UNAVAILABLE : OK);
            }
        } catch (IOException gone) {
            // The work was done in vain.
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
    }
}
