package io.breakwater.instrumentation.kit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/** The connection on which a request waits for its answer. */
public final class Connection {
    private final Socket socket;
    private final InputStream in;
    private final ReceivedRequest request;
    private final Semaphore closedByPeer;

    public Connection(Socket socket, InputStream in, ReceivedRequest request, Semaphore closedByPeer) {
        this.socket = socket;
        this.in = in;
        this.request = request;
        this.closedByPeer = closedByPeer;
    }

    public ReceivedRequest request() {
        return request;
    }

    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Passes on what either side says, until one of them has had enough. */
    public void tunnelTo(int port) throws IOException {
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
            target.setTcpNoDelay(true);
            write("HTTP/1.1 200 Connected\r\n\r\n");
            Thread back = new Thread(() -> passOn(target), "scripted-tunnel");
            back.setDaemon(true);
            back.start();
            in.transferTo(target.getOutputStream());
        }
    }

    private void passOn(Socket from) {
        try {
            from.getInputStream().transferTo(socket.getOutputStream());
            socket.shutdownOutput();
        } catch (IOException over) {
            // One side has closed.
        }
    }

    /** Sends RST instead of FIN. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Sends FIN, and keeps the other direction open. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Says nothing until the peer has had enough, and notes that. */
    public void awaitClose() {
        try {
            while (in.read() >= 0) {
                // What the peer still sends is of no interest.
            }
        } catch (IOException reset) {
            // Closed as well.
        }
        closedByPeer.release();
    }
}
