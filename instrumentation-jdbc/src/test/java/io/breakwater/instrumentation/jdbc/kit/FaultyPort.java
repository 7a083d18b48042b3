package io.breakwater.instrumentation.jdbc.kit;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A loopback port that accepts connections, refuses them or lets them wait. It is ours all the time: a socket that is bound
 * to it, and never listens, holds it while nobody else does.
 *
 * <p>Thread-safety: thread-safe; switches come one after the other.
 */
final class FaultyPort implements Closeable {
    private static final int ACCEPTING_BACKLOG = 50;
    private static final int FILLER_CONNECT_MILLIS = 300;
    private static final int MAX_FILLERS = 16;
    private static final int JOIN_MILLIS = 10_000;

    /** What is done with a connection. If it throws, the connection is dropped. */
    interface Acceptor {
        void accept(Socket socket) throws IOException;
    }

    private final Acceptor acceptor;
    private final Socket holder = new Socket();
    private final InetSocketAddress address;
    private final List<Socket> fillers = new ArrayList<>();
    private ServerSocket listening;
    private Thread thread;

    FaultyPort(Acceptor acceptor) throws IOException {
        this.acceptor = acceptor;
        holder.setReuseAddress(true);
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), holder.getLocalPort());
    }

    int number() {
        return address.getPort();
    }

    synchronized void accept() throws IOException {
        if (thread == null) {
            refuse();
            ServerSocket own = listen(ACCEPTING_BACKLOG);
            listening = own;
            thread = new Thread(() -> acceptAll(own), "fault proxy, accepting at " + number());
            thread.setDaemon(true);
            thread.start();
        }
    }

    synchronized void refuse() throws IOException {
        if (listening != null) {
            listening.close();
            listening = null;
        }
        for (Socket filler : fillers) {
            filler.close();
        }
        fillers.clear();
        if (thread != null) {
            try {
                thread.join(JOIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    /** Connects to itself until nobody gets in any more. */
    synchronized void fillBacklog() throws IOException {
        refuse();
        listening = listen(1);
        for (int i = 0; i < MAX_FILLERS; i++) {
            Socket filler = new Socket();
            fillers.add(filler);
            try {
                filler.connect(address, FILLER_CONNECT_MILLIS);
            } catch (SocketTimeoutException full) {
                filler.close();
                return;
            }
        }
        throw new IOException("the backlog takes " + MAX_FILLERS + " connections (expected: about 2)");
    }

    private ServerSocket listen(int backlog) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(address, backlog);
        return socket;
    }

    private void acceptAll(ServerSocket own) {
        while (!own.isClosed()) {
            try {
                acceptOne(own);
            } catch (IOException closed) {
                // The loop ends if it was the port that was closed.
            }
        }
    }

    private void acceptOne(ServerSocket own) throws IOException {
        Socket socket = own.accept();
        try {
            acceptor.accept(socket);
        } catch (IOException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        refuse();
        holder.close();
    }
}
