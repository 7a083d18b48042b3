package io.breakwater.tooling.page;

import java.nio.charset.StandardCharsets;

/** What is sent back. Thread-safety: immutable. */
final class Response {
    private static final String TEXT = "text/plain; charset=utf-8";

    final int status;
    final String contentType;
    final byte[] body;

    Response(int status, String contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    static Response json(String text) {
        return new Response(200, "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    /** For people. */
    static Response text(int status, String text) {
        return new Response(status, TEXT, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
