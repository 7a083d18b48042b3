package io.breakwater.instrumentation.apachehttp4;

import java.io.IOException;
import org.apache.http.HttpException;
import org.apache.http.HttpResponse;
import org.apache.http.nio.ContentDecoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * The application's consumer for one attempt. Only an answer that will not be repeated is shown to it; from then on, all
 * is. That it is closed is the last that an attempt hears of the client, in all its versions and at every exit.
 *
 * <p>Thread-safety: as the consumer within.
 *
 * @param <T> the result's type
 */
final class AttemptConsumer<T> implements HttpAsyncResponseConsumer<T> {
    private final AsyncAttempt<T> attempt;
    private final HttpAsyncResponseConsumer<T> consumer;
    private volatile @Nullable HeldContent held;
    private volatile boolean shown;

    AttemptConsumer(AsyncAttempt<T> attempt, HttpAsyncResponseConsumer<T> consumer) {
        this.attempt = attempt;
        this.consumer = consumer;
    }

    @Override
    public void responseReceived(HttpResponse response) throws IOException, HttpException {
        HeldContent holding = attempt.holdBack(response);
        held = holding;
        if (holding == null && attempt.shows()) {
            shown = true;
            consumer.responseReceived(response);
        }
    }

    @Override
    public void consumeContent(ContentDecoder decoder, IOControl control) throws IOException {
        HeldContent holding = held;
        if (holding != null) {
            holding.take(decoder);
        } else if (shown) {
            BodyLimit limit = attempt.bodyLimit();
            if (limit == null) {
                consumer.consumeContent(decoder, control);
            } else {
                new WatchedControl(limit, control).consume(consumer, decoder);
            }
        } else {
            control.shutdown(); // the attempt is over, and nobody wants this
        }
    }

    @Override
    public void responseCompleted(HttpContext context) {
        HeldContent holding = held;
        if (holding != null) {
            holding.end();
        } else if (shown) {
            consumer.responseCompleted(context);
        }
    }

    @Override
    public void failed(Exception failure) {
        attempt.failed(failure);
        if (shown) {
            consumer.failed(failure);
        }
    }

    @Override
    public boolean cancel() {
        Exception failure = attempt.failure();
        if (shown && failure != null) {
            consumer.failed(failure);
            return true;
        }
        return !shown || consumer.cancel();
    }

    @Override
    public @Nullable Exception getException() {
        return shown ? consumer.getException() : null;
    }

    @Override
    public @Nullable T getResult() {
        return shown ? consumer.getResult() : null;
    }

    @Override
    public boolean isDone() {
        HeldContent holding = held;
        return holding != null ? holding.isTooLarge() : shown && consumer.isDone();
    }

    @Override
    public void close() {
        attempt.closed();
    }
}
