package io.breakwater.smoke.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of one connection: as much of HTTP/1.1 as the clients under test send.
 *
 * <p>Thread-safety: confined to the thread of the connection.
 */
final class RequestReader {
    private final InputStream in;
    private String method = "";
    private String target = "";
    private Map<String, String> headers = new HashMap<>();
    private byte[] body = new byte[0];

    RequestReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** Waits for the next request; false if the client closed the connection instead. */
    boolean next() throws IOException {
        String requestLine = line();
        if (requestLine == null) {
            return false;
        }
        String[] parts = requestLine.split(" ", -1);
        if (parts.length != 3) {
            throw new IOException("request line: " + requestLine + " (expected: METHOD TARGET VERSION)");
        }
        method = parts[0];
        target = parts[1];
        headers = readHeaders();
        body = readBody();
        return true;
    }

    Request request(int number, long arrivedMillis) {
        return new Request(number, arrivedMillis, method, target, headers, body);
    }

    private Map<String, String> readHeaders() throws IOException {
        Map<String, String> read = new HashMap<>();
        for (String line = required(line()); !line.isEmpty(); line = required(line())) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
            read.put(name, line.substring(colon + 1).trim());
        }
        return read;
    }

    private byte[] readBody() throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return readChunks();
        }
        String length = headers.get("content-length");
        return length == null ? new byte[0] : read(Integer.parseInt(length));
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int length;
        do {
            length = Integer.parseInt(required(line()).trim(), 16);
            whole.write(read(length));
            line();
        } while (length > 0);
        return whole.toByteArray();
    }

    private byte[] read(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            int count = in.read(bytes, done, length - done);
            if (count < 0) {
                throw new EOFException("the connection ended in a request");
            }
            done += count;
        }
        return bytes;
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                bytes.write(next);
            }
        }
        return new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1);
    }

    private static String required(@Nullable String line) throws EOFException {
        if (line == null) {
            throw new EOFException("the connection ended in a request");
        }
        return line;
    }
}
