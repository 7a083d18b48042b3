package io.breakwater.instrumentation.kit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that is asked before a body is sent to it ({@code Expect: 100-continue}). It reads the head of a request, says
 * what its script says, and then takes whatever comes until the connection is closed. One request for a connection; the
 * last reaction repeats. Daemon threads.
 */
public final class ExpectServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Reaction[] script;
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    private ExpectServer(Reaction... script) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.script = script;
        daemon(this::accept);
    }

    public static ExpectServer reacting(Reaction... script) throws IOException {
        return new ExpectServer(script);
    }

    /** What a server says to the head of a request, and what after its body if it wants to see it. */
    public static final class Reaction {
        private final boolean continues;
        private final boolean takesBody;
        private final int status;

        private Reaction(boolean continues, boolean takesBody, int status) {
            this.continues = continues;
            this.takesBody = takesBody;
            this.status = status;
        }

        /** 100, and the final status when the body is there. */
        public static Reaction continued(int status) {
            return new Reaction(true, true, status);
        }

        /** The final status at once. */
        public static Reaction refused(int status) {
            return new Reaction(false, false, status);
        }

        /** As a server that knows nothing of expectations: the final status when the body is there. */
        public static Reaction unheard(int status) {
            return new Reaction(false, true, status);
        }
    }

    /** One request, as far as it came. Thread-safe. */
    public static final class Exchange {
        private final String head;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        private Exchange(String head) {
            this.head = head;
        }

        /** True if the client wants to hear from the server before it sends the body. */
        public boolean asked() {
            return head.toLowerCase(Locale.ROOT).contains("\r\nexpect: 100-continue\r\n");
        }

        /** What came of the body, without the marks of chunks. */
        public String body() {
            synchronized (body) {
                String raw = body.toString(StandardCharsets.ISO_8859_1);
                return raw.replaceAll("(?m)^[0-9a-f]+\r\n|\r\n", "");
            }
        }

        private boolean hasWholeBody() {
            synchronized (body) {
                String raw = body.toString(StandardCharsets.ISO_8859_1);
                int length = head.indexOf("Content-Length: ");
                return length < 0
                        ? raw.endsWith("0\r\n\r\n")
                        : raw.length() >= Integer.parseInt(head.substring(length + 16, head.indexOf("\r\n", length)));
            }
        }

        private boolean take(int next) {
            synchronized (body) {
                if (next >= 0) {
                    body.write(next);
                }
                return next >= 0;
            }
        }
    }

    public URI uri() {
        return URI.create("http://localhost:" + listener.getLocalPort() + "/");
    }

    /** In the order in which their heads came. */
    public List<Exchange> exchanges() {
        return exchanges;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket accepted) {
        try (Socket socket = accepted) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String head = ReceivedRequest.readHead(in);
            if (head == null) {
                return;
            }
            Exchange exchange = new Exchange(head);
            Reaction reaction;
            synchronized (exchanges) {
                exchanges.add(exchange);
                reaction = script[Math.min(exchanges.size(), script.length) - 1];
            }
            OutputStream out = socket.getOutputStream();
            if (reaction.continues) {
                say(out, "HTTP/1.1 100 Continue\r\n\r\n");
            }
            while (reaction.takesBody && !exchange.hasWholeBody() && exchange.take(in.read())) {
                // Byte by byte: it is a short one.
            }
            say(out, "HTTP/1.1 " + reaction.status + " Scripted\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno");
            socket.shutdownOutput();
            while (exchange.take(in.read())) {
                // What comes although nobody wants it.
            }
        } catch (IOException gone) {
            // The client says what it was.
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "expect-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
