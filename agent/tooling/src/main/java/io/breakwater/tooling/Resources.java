package io.breakwater.tooling;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads resources of a loader whole. Thread-safety: stateless. */
final class Resources {
    private static final int BUFFER_BYTES = 8192;

    private Resources() {}

    /** The content, or null if there is no such resource. */
    static byte @Nullable [] read(ClassLoader loader, String name) throws IOException {
        try (InputStream in = loader.getResourceAsStream(name)) {
            if (in == null) {
                return null;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                bytes.write(buffer, 0, count);
            }
            return bytes.toByteArray();
        }
    }
}
