package io.breakwater.instrumentation.apachehttp5;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * The body of an answer that will be followed by a retry: taken in, so that the connection is free before the next
 * attempt, and kept, in case the retry does not take place and the application gets this answer after all. A body that is
 * larger than 64 KiB, or slower than a second, is cut off and cannot be given out.
 *
 * <p>Thread-safety: confined to one thread at a time.
 */
final class HeldEntity extends HttpEntityWrapper {
    static final long MAX_NANOS = 1_000_000_000L;
    static final int MAX_BYTES = 64 * 1024;

    private final HttpEntity entity;
    private final int status;
    private byte[] bytes = {};
    private boolean whole;

    HeldEntity(HttpEntity entity, int status) {
        super(entity);
        this.entity = entity;
        this.status = status;
    }

    /** Reads the body; false if it could not be had whole, and the connection has to be closed. */
    boolean takeIn() {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        try (InputStream in = entity.getContent()) {
            if (in != null) {
                for (int read = in.read(part); read >= 0; read = in.read(part)) {
                    taken.write(part, 0, read);
                    if (taken.size() > MAX_BYTES) {
                        return false;
                    }
                }
            }
        } catch (IOException broken) {
            return false;
        }
        bytes = taken.toByteArray();
        whole = true;
        return true;
    }

    @Override
    public InputStream getContent() throws IOException {
        if (!whole) {
            throw new IOException("the body of the answer with status " + status
                    + " was given up for a retry that did not take place");
        }
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (!whole) {
            throw new IOException("the body of the answer with status " + status
                    + " was given up for a retry that did not take place");
        }
        out.write(bytes);
    }

    /** Nothing of it is on the wire any more. */
    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public void close() {
        // The connection is free already.
    }
}
