package io.breakwater.instrumentation.kit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * An HTTP/1.1 server on loopback that answers its n-th request with the n-th answer of a script; the last answer
 * repeats. Writes bytes, and knows nothing of the protocol that could get in the way of a bad answer. One daemon thread
 * per connection.
 */
public final class ScriptedServer implements AutoCloseable {
    private static final long LONGEST_END_MILLIS = 10_000;

    private final ServerSocket listener;
    private final String scheme;
    private final IntFunction<Answer> script;
    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final Semaphore closedByPeer = new Semaphore(0);
    private final Semaphore arrivals = new Semaphore(0);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Thread accepting;

    private ScriptedServer(ServerSocket listener, String scheme, IntFunction<Answer> script) {
        this.listener = listener;
        this.scheme = scheme;
        this.script = script;
        this.accepting = daemon(this::accept, "scripted-server");
    }

    public static ScriptedServer answering(Answer... answers) {
        return answering(number -> answers[Math.min(number, answers.length) - 1]);
    }

    /** @param script from the number of a request, counted from 1, to its answer */
    public static ScriptedServer answering(IntFunction<Answer> script) {
        return answeringAt(0, script);
    }

    /** At a port that was closed until now. */
    public static ScriptedServer answeringAt(int port, IntFunction<Answer> script) {
        return answeringAt(InetAddress.getLoopbackAddress(), port, script);
    }

    /** At another address of this machine. */
    public static ScriptedServer answeringAt(InetAddress address, int port, IntFunction<Answer> script) {
        try {
            return new ScriptedServer(new ServerSocket(port, 1500, address), "http", script);
        } catch (IOException noSocket) {
            throw new IllegalStateException(noSocket);
        }
    }

    public static ScriptedServer answeringOverTls(Answer... answers) {
        return new ScriptedServer(
                Tls.serverSocket("http/1.1"), "https", number -> answers[Math.min(number, answers.length) - 1]);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public URI uri(String path) {
        return URI.create(scheme + "://localhost:" + port() + path);
    }

    /** How many requests have arrived whole. */
    public int requests() {
        return requests.size();
    }

    public List<ReceivedRequest> received() {
        return requests;
    }

    public int connections() {
        return connections.get();
    }

    /** True if a further connection was closed by the peer, before or within the given time. */
    public boolean sawClose(long millis) throws InterruptedException {
        return closedByPeer.tryAcquire(millis, TimeUnit.MILLISECONDS);
    }

    /** Waits until a further request has arrived. */
    public void awaitRequest() throws InterruptedException {
        awaitRequests(1);
    }

    public void awaitRequests(int count) throws InterruptedException {
        if (!arrivals.tryAcquire(count, 10, TimeUnit.SECONDS)) {
            throw new AssertionError("no request in 10 s");
        }
    }

    /** Waits, and fails if there are that many requests, from the beginning, within the time. */
    public void awaitNoRequest(int total, long millis) throws InterruptedException {
        arrivals.drainPermits();
        if (requests() >= total || arrivals.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("requests: " + requests() + " (expected: < " + total + ")");
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                connections.incrementAndGet();
                daemon(() -> serve(socket), "scripted-connection");
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean goesOn = true;
            while (goesOn) {
                ReceivedRequest request = ReceivedRequest.read(in, socket.getOutputStream());
                if (request == null) {
                    closedByPeer.release();
                    return;
                }
                requests.add(request);
                int number = answered.incrementAndGet();
                arrivals.release();
                goesOn = script.apply(number).give(new Connection(socket, in, request, closedByPeer));
            }
        } catch (SocketException gone) {
            closedByPeer.release();
        } catch (IOException | InterruptedException broken) {
            // The answer could not be given.
        } finally {
            open.remove(socket);
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** When it returns, its port is closed: a thread in {@code accept} may accept once more after the socket was closed. */
    @Override
    public void close() throws IOException {
        listener.close();
        try {
            accepting.join(LONGEST_END_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : open) {
            socket.close();
        }
    }
}
