package io.breakwater.smoke.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server on the loopback interface that treats each request as its {@link Script} says, one thread for each
 * connection. It remembers what arrived.
 *
 * <p>Thread-safety: thread-safe.
 */
public final class MisbehavingServer implements Closeable {
    private static final int BACKLOG = 1024;

    private final Script script;
    private final ArrivalListener listener;
    private final ServerSocket socket;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new ArrayList<>();

    private MisbehavingServer(Script script, ArrivalListener listener, ServerSocket socket) {
        this.script = script;
        this.listener = listener;
        this.socket = socket;
    }

    /** Is told of each request together with the answer that it gets, before the answer is given. */
    @FunctionalInterface
    public interface ArrivalListener {
        void onArrival(Request request, Answer answer);
    }

    /** Starts a server on a free port. */
    public static MisbehavingServer start(Script script) throws IOException {
        return start(script, (request, answer) -> {});
    }

    /** Starts a server on a free port, with somebody who wants to know of each arrival. */
    public static MisbehavingServer start(Script script, ArrivalListener listener) throws IOException {
        ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        MisbehavingServer server = new MisbehavingServer(script, listener, socket);
        daemon("misbehaving-server", server::accept);
        return server;
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** The address of a path on this server. */
    public URI uri(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    /** What arrived so far, in order. */
    public List<Request> requests() {
        synchronized (requests) {
            return new ArrayList<>(requests);
        }
    }

    /** From now on connections are refused, and those that stand are reset. */
    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            try {
                connection.setSoLinger(true, 0);
                connection.close();
            } catch (SocketException closed) {
                // Its client was the first to end it.
            }
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                daemon("misbehaving-connection", () -> serve(connection));
            } catch (IOException closed) {
                // Either the server was closed, or the client went before it was served.
            }
        }
    }

    private void serve(Socket accepted) {
        connections.add(accepted);
        try (Socket connection = accepted) {
            RequestReader reader = new RequestReader(connection.getInputStream());
            boolean open = true;
            while (open && reader.next()) {
                Request request = arrived(reader);
                Answer answer = script.answer(request);
                listener.onArrival(request, answer);
                open = answer.playOn(connection);
            }
        } catch (IOException clientWentAway) {
            // Nobody is left to answer.
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(accepted);
        }
    }

    private Request arrived(RequestReader reader) {
        synchronized (requests) {
            Request request = reader.request(requests.size() + 1, System.currentTimeMillis());
            requests.add(request);
            return request;
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
