package io.breakwater.instrumentation.jdbc.kit;

import io.breakwater.instrumentation.jdbc.kit.Traffic.Direction;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server, and does to their connections what networks do. All can be switched while
 * connections are open, and holds for those to come as well; {@link #pass} and {@link #accept} put everything right again,
 * except for a connection that has lost bytes: that stays dumb, because its receiver could not know what is missing.
 *
 * <p>A server that refuses connections cannot be shown in that way, since the client is connected to the proxy before the
 * proxy is to the server; the client's connection is then closed. See {@link #refuse}.
 *
 * <p>Thread-safety: thread-safe. All threads are daemons, and {@link #close} ends them.
 */
public final class FaultProxy implements Closeable {
    private static final int CONNECT_MILLIS = 10_000;

    private final InetSocketAddress server;
    private final Traffic traffic = new Traffic();
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> mute = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final FaultyPort port;
    private volatile boolean isMute;

    private FaultProxy(InetSocketAddress server) throws IOException {
        this.server = server;
        port = new FaultyPort(this::connect);
        port.accept();
    }

    /** A proxy on a free loopback port, that passes everything for now. */
    public static FaultProxy to(String host, int port) throws IOException {
        return new FaultProxy(new InetSocketAddress(host, port));
    }

    public String host() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    public int port() {
        return port.number();
    }

    /** Bytes pass: those held back as well, and whatever comes. Also ends every other rule about bytes. */
    public void pass() {
        traffic.set(Flow.PASS, Flow.PASS);
    }

    /** Nothing gets lost, and nothing arrives before {@link #pass}. */
    public void pause() {
        traffic.set(Flow.HOLD, Flow.HOLD);
    }

    /** Nothing arrives, in neither direction, and neither side can tell. */
    public void blackHole() {
        traffic.set(Flow.LOSE, Flow.LOSE);
    }

    /** The server hears nothing any more, not even that a client has gone. */
    public void loseRequests() {
        traffic.set(Flow.LOSE, Flow.PASS);
    }

    /** The server hears the client, the client never hears the server. */
    public void loseReplies() {
        traffic.set(Flow.PASS, Flow.LOSE);
    }

    /** The next message of a client, on whichever connection, arrives; that connection hears no reply any more. */
    public void loseNextReply() {
        traffic.loseNextReply();
    }

    /** Each connection hears so many bytes of its replies from now on, and then nothing. */
    public void loseRepliesAfter(long bytes) {
        traffic.loseRepliesAfter(bytes);
    }

    /** Each piece that arrives goes on after this time, in both directions. */
    public void delay(long millis) {
        traffic.delay(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Both sides of all open connections read and write against a reset connection. */
    public void reset() throws IOException {
        for (ProxiedConnection connection : open) {
            connection.reset();
        }
    }

    /** On all open connections the client reads the end of the replies, while its own bytes still arrive. */
    public void halfClose() throws IOException {
        for (ProxiedConnection connection : open) {
            connection.halfClose();
        }
    }

    /** Connections are accepted and taken to the server, as in the beginning. */
    public void accept() throws IOException {
        isMute = false;
        port.accept();
    }

    /** New connections are accepted, and that is all that ever happens to them. */
    public void acceptAndStayMute() throws IOException {
        isMute = true;
        port.accept();
    }

    /** New connections wait: nobody accepts them, and the backlog is full already. */
    public void fillBacklog() throws IOException {
        port.fillBacklog();
    }

    /** New connections are refused. */
    public void refuse() throws IOException {
        port.refuse();
    }

    /** How many connections were accepted so far, the mute ones among them. */
    public int acceptedConnections() {
        return accepted.get();
    }

    /** How many connections lead from a client to the server at this moment. */
    public int openConnections() {
        return open.size();
    }

    /** How often clients have sent something, be it lost or not: about once for each of their messages. */
    public long requests() {
        return traffic.requests();
    }

    /** How many bytes of clients have gone on to the server. */
    public long requestBytes() {
        return traffic.passedBytes(Direction.REQUESTS);
    }

    /** How many bytes of the server have gone on to clients. */
    public long replyBytes() {
        return traffic.passedBytes(Direction.REPLIES);
    }

    /** How many bytes were taken in that never arrive. */
    public long lostBytes() {
        return traffic.lostBytes();
    }

    private void connect(Socket client) throws IOException {
        accepted.incrementAndGet();
        if (isMute) {
            mute.add(client);
            return;
        }
        Socket onward = new Socket();
        try {
            onward.connect(server, CONNECT_MILLIS);
            onward.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
        } catch (IOException unreachable) {
            onward.close();
            client.close();
            return;
        }
        ProxiedConnection[] self = new ProxiedConnection[1];
        self[0] = new ProxiedConnection(traffic, client, onward, () -> open.remove(self[0]));
        open.add(self[0]);
        self[0].start();
    }

    @Override
    public void close() throws IOException {
        port.close();
        for (Socket socket : mute) {
            socket.close();
        }
        try {
            for (ProxiedConnection connection : new ArrayList<>(open)) {
                connection.close();
                connection.join(CONNECT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "fault proxy on port " + port() + " to " + server;
    }
}
