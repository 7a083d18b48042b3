package io.breakwater.tooling.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Names and values, as a browser writes them into a query or sends them. Thread-safety: immutable. */
final class Form {
    private static final int MOST_BYTES = 16 * 1024;

    private final Map<String, String> fields;

    private Form(Map<String, String> fields) {
        this.fields = fields;
    }

    /**
     * @param encoded {@code name=value&...}, or null for none
     * @throws IllegalArgumentException if it cannot be decoded
     */
    static Form of(String encoded) {
        Map<String, String> fields = new HashMap<>();
        for (String field : encoded.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decode(field.substring(0, equals)), decode(field.substring(equals + 1)));
            }
        }
        return new Form(fields);
    }

    /** Reads a body. @throws IllegalArgumentException if it is too long, or cannot be decoded */
    static Form read(InputStream body) throws IOException {
        byte[] bytes = new byte[MOST_BYTES];
        int length = 0;
        while (length < bytes.length) {
            int count = body.read(bytes, length, bytes.length - length);
            if (count < 0) {
                return of(new String(bytes, 0, length, StandardCharsets.UTF_8));
            }
            length += count;
        }
        throw new IllegalArgumentException("the body is longer than 16 KiB");
    }

    /** @throws IllegalArgumentException if there is no such field, or an empty one */
    String get(String name) {
        String value = fields.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + ": none");
        }
        return value;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, "UTF-8");
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
