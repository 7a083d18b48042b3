package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.time.Timer;
import io.breakwater.extension.Elsewhere;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.http.HttpEntity;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * An answer that will be followed by a retry: taken in, so that the connection is free before the next attempt, and kept,
 * in case the retry does not take place and the application gets this answer after all. A body that is larger than 64 KiB,
 * or slower than a second, is cut off and cannot be given out.
 *
 * <p>Thread-safety: confined to the calling thread; the timer may cut in.
 */
final class HeldAnswer {
    static final int MAX_BYTES = 64 * 1024;
    static final long MAX_NANOS = 1_000_000_000L;

    private final CloseableHttpResponse response;
    private final Runnable abort;
    private final Timer.Handle limit;
    private boolean complete;

    /**
     * Touches nothing of the answer; {@link #takeIn} MUST follow.
     *
     * @param abort closes the connection without asking for the rest of the body
     */
    HeldAnswer(CloseableHttpResponse response, Runnable abort, Timer timer) {
        this.response = response;
        this.abort = abort;
        this.limit = timer.schedule(MAX_NANOS, () -> Elsewhere.run(abort));
    }

    boolean isOf(CloseableHttpResponse answer) {
        return response == answer;
    }

    void takeIn() {
        HttpEntity entity = response.getEntity();
        try {
            if (entity == null || !entity.isStreaming()) {
                complete = true;
                return;
            }
            byte[] body = entity.getContentLength() > MAX_BYTES ? null : read(entity);
            if (body != null) {
                response.setEntity(kept(body, entity));
                complete = true;
            }
        } finally {
            limit.cancel();
            if (!complete) {
                abort.run();
            }
            close();
        }
    }

    private byte @Nullable [] read(HttpEntity entity) {
        try (InputStream in = entity.getContent()) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] part = new byte[8192];
            for (int length = in.read(part); length >= 0; length = in.read(part)) {
                body.write(part, 0, length);
                if (body.size() > MAX_BYTES) {
                    abort.run();
                    return null;
                }
            }
            return body.toByteArray();
        } catch (IOException cutOff) {
            return null;
        }
    }

    private static HttpEntity kept(byte[] body, HttpEntity original) {
        ByteArrayEntity entity = new ByteArrayEntity(body);
        entity.setContentType(original.getContentType());
        entity.setContentEncoding(original.getContentEncoding());
        entity.setChunked(original.isChunked());
        return entity;
    }

    private void close() {
        try {
            response.close();
        } catch (IOException alreadyGone) {
            // It was read to its end, or cut off.
        }
    }

    /** The application gets the answer after all. */
    void release() throws IOException {
        if (!complete) {
            throw new IOException("the body of the answer with status "
                    + response.getStatusLine().getStatusCode() + " was given up for a retry that did not take place");
        }
    }
}
