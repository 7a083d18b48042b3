package io.breakwater.instrumentation.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A request as it came over the wire. Immutable. */
public final class ReceivedRequest {
    private static final int TLS_HANDSHAKE = 0x16;

    private final String head;
    private final byte[] body;
    private final byte[] framedBody;

    private ReceivedRequest(String head, byte[] body, byte[] framedBody) {
        this.head = head;
        this.body = body;
        this.framedBody = framedBody;
    }

    /** Reads a request with its body; null if the peer has closed the connection. */
    public static ReceivedRequest read(InputStream in, OutputStream out) throws IOException {
        String head = readHead(in);
        if (head == null) {
            return null;
        }
        ReceivedRequest request = new ReceivedRequest(head, new byte[0], new byte[0]);
        if ("100-continue".equalsIgnoreCase(request.header("Expect"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        String length = request.header("Content-Length");
        if (length != null) {
            byte[] body = in.readNBytes(Integer.parseInt(length));
            return body.length < Integer.parseInt(length) ? null : new ReceivedRequest(head, body, body);
        }
        return "chunked".equalsIgnoreCase(request.header("Transfer-Encoding")) ? readChunks(head, in) : request;
    }

    static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0 || (head.size() == 0 && next == TLS_HANDSHAKE)) {
                return null;
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static ReceivedRequest readChunks(String head, InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        while (true) {
            StringBuilder size = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                size.append((char) next);
            }
            int length = Integer.parseInt(size.toString().trim(), 16);
            byte[] chunk = in.readNBytes(length);
            body.write(chunk);
            framed.write((size + "\n").getBytes(StandardCharsets.ISO_8859_1));
            framed.write(chunk);
            framed.write(in.readNBytes(2));
            if (length == 0) {
                return new ReceivedRequest(head, body.toByteArray(), framed.toByteArray());
            }
        }
    }

    /** The first line and the headers, as they were sent. */
    public String head() {
        return head;
    }

    public String method() {
        return head.substring(0, head.indexOf(' '));
    }

    public String path() {
        return head.split(" ", 3)[1];
    }

    /** The value of a header, or null. */
    public String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** The values of all lines of a header. */
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        for (String line : head.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                values.add(line.substring(name.length() + 1).trim());
            }
        }
        return values;
    }

    public byte[] body() {
        return body;
    }

    /** The whole of it, byte for byte, with the chunks of its body. */
    public String wire() {
        return head + new String(framedBody, StandardCharsets.ISO_8859_1);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
