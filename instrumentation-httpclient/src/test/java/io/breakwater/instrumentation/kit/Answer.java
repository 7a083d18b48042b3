package io.breakwater.instrumentation.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** What {@link ScriptedServer} does with one request. */
@FunctionalInterface
public interface Answer {

    /** @return true if the connection stays open for a further request */
    boolean give(Connection connection) throws IOException, InterruptedException;

    /** An answer with its length, on a connection that stays open. */
    static Answer status(int status, String body, String... headers) {
        return bytes(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Answer bytes(int status, byte[] body, String... headers) {
        return connection -> {
            boolean hasBody = !connection.request().method().equals("HEAD") && status != 204 && status != 304;
            String length = status == 204 || status == 304 ? "" : "Content-Length: " + body.length + "\r\n";
            // In one piece: what a client does between the head and a late body is a matter of chance.
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.write((head(status, headers) + length + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            if (hasBody) {
                whole.write(body);
            }
            connection.write(whole.toByteArray());
            return true;
        };
    }

    static Answer ok(String body) {
        return status(200, body);
    }

    static Answer redirect(java.net.URI target) {
        return status(302, "", "Location: " + target);
    }

    static Answer chunked(int status, String... parts) {
        return connection -> {
            connection.write(head(status) + "Transfer-Encoding: chunked\r\n\r\n");
            for (String part : parts) {
                connection.write(Integer.toHexString(part.length()) + "\r\n" + part + "\r\n");
            }
            connection.write("0\r\n\r\n");
            return true;
        };
    }

    /** What a proxy does with CONNECT: from now on, this connection is one to the port of this machine that it names. */
    static Answer tunnel() {
        return connection -> {
            String target = connection.request().path();
            connection.tunnelTo(Integer.parseInt(target.substring(target.lastIndexOf(':') + 1)));
            return false;
        };
    }

    /** RST before any answer. */
    static Answer reset() {
        return connection -> {
            connection.reset();
            return false;
        };
    }

    /** FIN before any answer. */
    static Answer end() {
        return connection -> false;
    }

    /** FIN before any answer, and then the server goes on listening. */
    static Answer halfClose() {
        return connection -> {
            connection.endOutput();
            connection.awaitClose();
            return false;
        };
    }

    /** A head that promises more than comes before FIN. */
    static Answer tooShort(int status, String part) {
        return connection -> {
            connection.write(head(status) + "Content-Length: 1000\r\n\r\n" + part);
            return false;
        };
    }

    static Answer garbage() {
        return connection -> {
            connection.write("SMTP/1.0 no\r\n\r\n");
            return false;
        };
    }

    /** No answer until the client closes the connection. */
    static Answer silence() {
        return connection -> {
            connection.awaitClose();
            return false;
        };
    }

    /** The head and the beginning of the body, then RST. */
    static Answer half(int status, String part) {
        return connection -> {
            connection.write(head(status) + "Content-Length: 1000\r\n\r\n" + part);
            delay(50); // RST overtakes what the client has not read yet
            connection.reset();
            return false;
        };
    }

    /** The head, and then nothing until the client closes the connection. */
    static Answer headThenSilence(int status, String... headers) {
        return connection -> {
            connection.write(head(status, headers) + "Content-Length: 1000\r\n\r\n");
            connection.awaitClose();
            return false;
        };
    }

    /** A body that comes byte by byte. */
    static Answer drip(int bytes, long everyMillis, String... headers) {
        return connection -> {
            connection.write(head(200, headers) + "Content-Length: " + bytes + "\r\n\r\n");
            for (int sent = 0; sent < bytes; sent++) {
                delay(everyMillis);
                connection.write("x");
            }
            return true;
        };
    }

    /** Another answer after some time. */
    default Answer after(long millis) {
        return connection -> {
            delay(millis);
            return give(connection);
        };
    }

    /** Another answer once the test says so. */
    default Answer when(CountDownLatch said) {
        return connection -> {
            said.await();
            return give(connection);
        };
    }

    static String head(int status, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }

    /** The only place where these tests sleep. */
    static void delay(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }
}
