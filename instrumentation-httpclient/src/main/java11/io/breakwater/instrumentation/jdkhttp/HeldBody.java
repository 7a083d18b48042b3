package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.engine.time.Timer;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that will be followed by a retry: taken in, so that the connection is free before the next
 * attempt, and kept, in case the retry does not take place and the application gets this answer after all. A body that
 * is larger than 64 KiB, or slower than a second, is cut off and cannot be given out.
 *
 * <p>Thread-safety: signals come one after another; the timer may cut in.
 *
 * @param <T> the body's type
 */
final class HeldBody<T> extends AttemptBody<T> {
    private static final int MAX_BYTES = 64 * 1024;
    private static final long MAX_NANOS = 1_000_000_000L;

    private final ResponseInfo info;
    private final Timer timer;
    private final Executor executor;
    private final List<ByteBuffer> parts = new ArrayList<>();
    private final CompletableFuture<@Nullable T> end = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean complete;
    private int bytes;
    private Flow.@Nullable Subscription upstream;
    private Timer.@Nullable Handle limit;

    HeldBody(ResponseInfo info, Timer timer, Executor executor) {
        this.info = info;
        this.timer = timer;
        this.executor = executor;
    }

    @Override
    @SuppressWarnings("NullAway") // nobody sees this body: the answer's real one is made when it is delivered
    public CompletionStage<T> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream = subscription;
        limit = timer.schedule(MAX_NANOS, () -> executor.execute(this::cut));
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        for (ByteBuffer buffer : part) {
            bytes += buffer.remaining();
        }
        if (bytes > MAX_BYTES) {
            cut();
        } else if (!over.get()) {
            parts.addAll(part);
        }
    }

    @Override
    public void onError(Throwable failure) {
        finish(false);
    }

    @Override
    public void onComplete() {
        finish(true);
    }

    private void cut() {
        Flow.Subscription subscription = upstream;
        if (finish(false) && subscription != null) {
            subscription.cancel();
        }
        endForClient();
    }

    private boolean finish(boolean whole) {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        complete = whole;
        Timer.Handle handle = limit;
        if (handle != null) {
            handle.cancel();
        }
        end.complete(null);
        return true;
    }

    /** Plays the answer to the application's own handler, as if it came from the wire now. */
    CompletableFuture<T> deliver(BodyHandler<T> handler) {
        if (!complete) {
            return CompletableFuture.failedFuture(new IOException("the body of the answer with status "
                    + info.statusCode() + " was given up for a retry that did not take place"));
        }
        try {
            BodySubscriber<T> subscriber = handler.apply(info);
            Replay replay = new Replay(subscriber);
            subscriber.onSubscribe(replay);
            replay.begin();
            return subscriber.getBody().toCompletableFuture();
        } catch (Throwable handlersOwn) {
            return CompletableFuture.failedFuture(handlersOwn);
        }
    }

    /**
     * Gives all parts once they are asked for, and never from within {@code request}: as the client itself, so that a
     * subscriber is not called while it is calling.
     */
    private final class Replay implements Flow.Subscription {
        private final BodySubscriber<T> subscriber;
        private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.SUBSCRIBING);

        Replay(BodySubscriber<T> subscriber) {
            this.subscriber = subscriber;
        }

        /** After {@code onSubscribe}. */
        void begin() {
            if (!stage.compareAndSet(Stage.SUBSCRIBING, Stage.SUBSCRIBED)
                    && stage.compareAndSet(Stage.WANTED, Stage.OVER)) {
                give();
            }
        }

        @Override
        public void request(long count) {
            if (count > 0
                    && !stage.compareAndSet(Stage.SUBSCRIBING, Stage.WANTED)
                    && stage.compareAndSet(Stage.SUBSCRIBED, Stage.OVER)) {
                executor.execute(this::give);
            }
        }

        private void give() {
            if (!parts.isEmpty()) {
                subscriber.onNext(parts);
            }
            subscriber.onComplete();
        }

        @Override
        public void cancel() {
            stage.set(Stage.OVER);
        }
    }

    private enum Stage {
        SUBSCRIBING,
        /** The subscriber asked for parts within {@code onSubscribe}. */
        WANTED,
        SUBSCRIBED,
        OVER
    }
}
