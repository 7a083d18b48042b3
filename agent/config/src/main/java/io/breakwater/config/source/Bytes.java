package io.breakwater.config.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads streams that may be longer than anybody wants. Thread-safety: stateless. */
final class Bytes {
    /** A text that is longer is not what somebody has written by hand. */
    static final int MAX_BYTES = 1024 * 1024;

    static final String TOO_LONG = "more than 1MiB";

    private Bytes() {}

    /** All of it, or {@link #MAX_BYTES} and one more. */
    static byte[] atMost(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (out.size() <= MAX_BYTES) {
            int count = in.read(buffer, 0, Math.min(buffer.length, MAX_BYTES + 1 - out.size()));
            if (count < 0) {
                break;
            }
            out.write(buffer, 0, count);
        }
        return out.toByteArray();
    }
}
