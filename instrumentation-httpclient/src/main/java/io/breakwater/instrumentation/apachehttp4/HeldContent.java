package io.breakwater.instrumentation.apachehttp4;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.http.HttpException;
import org.apache.http.HttpResponse;
import org.apache.http.nio.ContentDecoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.apache.http.protocol.HttpContext;

/**
 * The body of an answer that will be followed by a retry, taken in and kept, as {@link HeldAnswer} is. Played to the
 * application's consumer if the retry does not take place.
 *
 * <p>Thread-safety: confined to one thread at a time, but for a consumer that asks for more from another one.
 */
final class HeldContent {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteBuffer part = ByteBuffer.allocate(4096);
    private final Executor later;
    private volatile boolean tooLarge;
    private volatile boolean complete;

    /** @param later where it goes on if the consumer asks for more after a while */
    HeldContent(Executor later) {
        this.later = later;
    }

    void take(ContentDecoder decoder) throws IOException {
        for (int length = decoder.read(part); length > 0; length = decoder.read(part)) {
            bytes.write(part.array(), 0, part.position());
            part.clear();
        }
        tooLarge = bytes.size() > HeldAnswer.MAX_BYTES;
    }

    /** The client gives up the rest then. */
    boolean isTooLarge() {
        return tooLarge;
    }

    void end() {
        complete = !tooLarge;
    }

    /** @param then told when the consumer has had all of it */
    void play(HttpResponse head, HttpAsyncResponseConsumer<?> consumer, HttpContext context, Ending then)
            throws IOException, HttpException {
        if (!complete) {
            throw new IOException("the body of the answer with status "
                    + head.getStatusLine().getStatusCode() + " was given up for a retry that did not take place");
        }
        consumer.responseReceived(head);
        if (head.getEntity() == null) {
            consumer.responseCompleted(context);
            then.ended(null);
        } else {
            new Player(ByteBuffer.wrap(bytes.toByteArray()), consumer, context, then, later).play();
        }
    }

    /** Told once. */
    interface Ending {
        void ended(@org.jspecify.annotations.Nullable Exception failure);
    }

    /** The kept bytes as if they came from the wire now. */
    private static final class Player implements ContentDecoder, IOControl {
        private final ByteBuffer rest;
        private final HttpAsyncResponseConsumer<?> consumer;
        private final HttpContext context;
        private final Ending then;
        private final Executor later;
        private final AtomicBoolean suspended = new AtomicBoolean();
        private boolean completed;

        Player(
                ByteBuffer rest,
                HttpAsyncResponseConsumer<?> consumer,
                HttpContext context,
                Ending then,
                Executor later) {
            this.later = later;
            this.rest = rest;
            this.consumer = consumer;
            this.context = context;
            this.then = then;
        }

        void play() throws IOException, HttpException {
            while (!completed && !consumer.isDone()) {
                int before = rest.remaining();
                consumer.consumeContent(this, this);
                if (suspended.get() || (before > 0 && before == rest.remaining())) {
                    return; // until the consumer asks for more
                }
            }
            if (!consumer.isDone()) {
                consumer.responseCompleted(context);
            }
            then.ended(null);
        }

        @Override
        public int read(ByteBuffer out) {
            if (!rest.hasRemaining()) {
                completed = true;
                return -1;
            }
            int length = Math.min(out.remaining(), rest.remaining());
            for (int i = 0; i < length; i++) {
                out.put(rest.get());
            }
            completed = !rest.hasRemaining();
            return length;
        }

        @Override
        public boolean isCompleted() {
            return completed;
        }

        @Override
        public void suspendInput() {
            suspended.set(true);
        }

        @Override
        public void requestInput() {
            if (suspended.compareAndSet(true, false)) {
                later.execute(this::goOn);
            }
        }

        private void goOn() {
            try {
                play();
            } catch (IOException | HttpException | RuntimeException consumersOwn) {
                then.ended(consumersOwn);
            }
        }

        @Override
        public void requestOutput() {
            // There is nothing to write to.
        }

        @Override
        public void suspendOutput() {
            // There is nothing to write to.
        }

        @Override
        public void shutdown() {
            then.ended(new IOException("the consumer gave the answer up"));
        }
    }
}
