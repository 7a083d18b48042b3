package io.breakwater.smoke.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * How the server treats one request: an answer with a status, or one of the ways to leave the client without one.
 *
 * <p>Thread-safety: immutable.
 */
public final class Answer {
    private enum Ending {
        COMPLETE,
        RESET_AT_ONCE,
        RESET_IN_BODY
    }

    private final int status;
    private final String headers;
    private final String body;
    private final Ending ending;
    private final long delayMillis;
    private final long dripMillis;

    private Answer(int status, String headers, String body, Ending ending, long delayMillis, long dripMillis) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.ending = ending;
        this.delayMillis = delayMillis;
        this.dripMillis = dripMillis;
    }

    /** A complete answer, at once. */
    public static Answer status(int status) {
        return new Answer(status, "", "answer " + status + "\n", Ending.COMPLETE, 0, 0);
    }

    /** The connection is reset before the first byte of an answer. */
    public static Answer reset() {
        return new Answer(0, "", "", Ending.RESET_AT_ONCE, 0, 0);
    }

    /** Status 200 and half of the body, then the connection is reset. */
    public static Answer resetInBody() {
        return new Answer(200, "", "half of what was promised\n", Ending.RESET_IN_BODY, 0, 0);
    }

    /** Nothing at all for so long, then the connection is reset. */
    public static Answer silence(long millis) {
        return reset().after(millis);
    }

    /** This answer, so much later. */
    public Answer after(long millis) {
        return new Answer(status, headers, body, ending, millis, dripMillis);
    }

    /** This answer with one more header. */
    public Answer header(String name, String value) {
        return new Answer(status, headers + name + ": " + value + "\r\n", body, ending, delayMillis, dripMillis);
    }

    /** This answer with another body, in ASCII. */
    public Answer body(String text) {
        return new Answer(status, headers, text, ending, delayMillis, dripMillis);
    }

    /** This answer with its body sent byte by byte, with a pause before each. */
    public Answer drip(long millisPerByte) {
        return new Answer(status, headers, body, ending, delayMillis, millisPerByte);
    }

    /** A short word for logs: {@code 503}, {@code reset}. */
    @Override
    public String toString() {
        return ending == Ending.RESET_AT_ONCE ? "reset" : Integer.toString(status);
    }

    /**
     * Acts on the connection.
     *
     * @return true if the connection can take the next request
     */
    boolean playOn(Socket connection) throws IOException, InterruptedException {
        if (delayMillis > 0) {
            Thread.sleep(delayMillis);
        }
        if (ending == Ending.RESET_AT_ONCE) {
            reset(connection);
            return false;
        }
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        OutputStream out = connection.getOutputStream();
        String head = "HTTP/1.1 " + status + " Scripted\r\nContent-Length: " + bytes.length + "\r\n" + headers + "\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        if (ending == Ending.RESET_IN_BODY) {
            out.write(bytes, 0, bytes.length / 2);
            out.flush();
            // The client gets the time to read the head: a reset discards what is still on its way.
            Thread.sleep(50);
            reset(connection);
            return false;
        }
        writeBody(out, bytes);
        return true;
    }

    private void writeBody(OutputStream out, byte[] bytes) throws IOException, InterruptedException {
        if (dripMillis <= 0) {
            out.write(bytes);
            out.flush();
            return;
        }
        for (byte next : bytes) {
            out.flush();
            Thread.sleep(dripMillis);
            out.write(next);
        }
        out.flush();
    }

    private static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }
}
