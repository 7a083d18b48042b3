package io.breakwater.instrumentation.apachehttp5;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/**
 * An answer that will be followed by a retry: its body is taken in, so that the connection is free before the next
 * attempt, and kept, in case the retry does not take place and the application gets this answer after all.
 *
 * <p>Thread-safety: signals come one after another; what they leave is published by the end of the attempt.
 */
final class HeldAnswer implements AsyncDataConsumer {
    private final HttpResponse response;
    private final @Nullable EntityDetails details;
    private final Runnable onTooLarge;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile boolean whole;
    private @Nullable List<? extends Header> trailers;

    /** @param onTooLarge run once if the body is larger than 64 KiB, and cannot be kept */
    HeldAnswer(HttpResponse response, @Nullable EntityDetails details, Runnable onTooLarge) {
        this.response = response;
        this.details = details;
        this.onTooLarge = onTooLarge;
        this.whole = details == null;
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer part) {
        int before = bytes.size();
        byte[] taken = new byte[part.remaining()];
        part.get(taken);
        if (before > HeldEntity.MAX_BYTES) {
            return;
        }
        bytes.write(taken, 0, taken.length);
        if (bytes.size() > HeldEntity.MAX_BYTES) {
            onTooLarge.run();
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> ending) {
        trailers = ending;
        whole = bytes.size() <= HeldEntity.MAX_BYTES;
    }

    @Override
    public void releaseResources() {
        // Kept until the next attempt has ended.
    }

    /** Plays the answer to the application's own consumer, as if it came from the wire now. */
    void playTo(AsyncExecCallback callback) throws HttpException, IOException {
        if (!whole) {
            throw new IOException("the body of the answer with status " + response.getCode()
                    + " was given up for a retry that did not take place");
        }
        AsyncDataConsumer consumer = callback.handleResponse(response, details);
        if (consumer != null && details != null) {
            consumer.updateCapacity(increment -> {});
            if (bytes.size() > 0) {
                consumer.consume(ByteBuffer.wrap(bytes.toByteArray()));
            }
            consumer.streamEnd(trailers);
        }
    }
}
