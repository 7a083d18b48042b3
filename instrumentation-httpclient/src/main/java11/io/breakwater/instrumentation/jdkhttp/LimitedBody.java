package io.breakwater.instrumentation.jdkhttp;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.CallSession;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.engine.time.Timer;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The application's body subscriber with a limit on the whole body, and one on the time that the application waits for
 * its next part. A part that nobody asked for is not waited for.
 *
 * <p>Thread-safety: thread-safe. Signals to the application's subscriber stay one after another: a limit that is reached
 * during {@code onNext} takes effect at its end. Time: nanoseconds.
 *
 * @param <T> the body's type
 */
final class LimitedBody<T> extends AttemptBody<T> {
    private enum Phase {
        OPEN,
        SIGNALLING,
        EXPIRED_WHILE_SIGNALLING,
        OVER
    }

    private final CallSession session;
    private final BodySubscriber<T> subscriber;
    private final boolean cutAlready;
    private final long restNanos;
    private final long idleNanos;
    private final Timer timer;
    private final TimeSource time;
    private final Executor executor;
    private final CompletableFuture<T> body = new CompletableFuture<>();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.OPEN);
    private final AtomicLong demand = new AtomicLong();
    private volatile boolean attemptOver;
    private volatile boolean cancelled;
    private volatile long waitingSinceNanos;
    private volatile Flow.@Nullable Subscription upstream;
    private volatile Timer.@Nullable Handle restTimer;
    private volatile Timer.@Nullable Handle deadlineTimer;
    private final AtomicBoolean deadlineSet = new AtomicBoolean();
    /** By the client, or by us so that the application's subscriber can be told of an end before that. */
    private final AtomicBoolean subscribed = new AtomicBoolean();

    private final AtomicReference<Timer.@Nullable Handle> idleTimer = new AtomicReference<>();

    /**
     * @param cutAlready true if the exchange was cut off by a limit of ours just as the head came: however the client tells
     *     of it, the application hears of a timeout
     */
    LimitedBody(
            CallSession session,
            BodySubscriber<T> subscriber,
            boolean cutAlready,
            long restNanos,
            long idleNanos,
            Timer timer,
            TimeSource time,
            Executor executor) {
        this.session = session;
        this.subscriber = subscriber;
        this.cutAlready = cutAlready;
        this.restNanos = restNanos;
        this.idleNanos = idleNanos;
        this.timer = timer;
        this.time = time;
        this.executor = executor;
    }

    @Override
    public CompletionStage<T> getBody() {
        subscriber.getBody().whenComplete((value, failure) -> {
            if (failure != null) {
                body.completeExceptionally(failure);
            } else {
                body.complete(value);
            }
        });
        return body;
    }

    /** From now on it is limited: the client may ask for the body, and wait for it, before it subscribes. */
    void begin() {
        if (restNanos != NONE) {
            restTimer = timer.schedule(restNanos, () -> executor.execute(this::expireRest));
            if (attemptOver) {
                endAttempt(); // which came first, and found no timer
            }
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream = subscription;
        if (!subscribed.compareAndSet(false, true)) {
            subscription.cancel(); // it was cut off meanwhile
            return;
        }
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long parts) {
                demanded(parts);
                subscription.request(parts);
            }

            @Override
            public void cancel() {
                cancelled = true;
                stopTimers();
                subscription.cancel();
            }
        });
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        if (!phase.compareAndSet(Phase.OPEN, Phase.SIGNALLING)) {
            return;
        }
        waitingSinceNanos = time.nanoTime();
        demand.updateAndGet(open -> open == Long.MAX_VALUE ? open : Math.max(0, open - 1));
        try {
            subscriber.onNext(part);
        } finally {
            waitingSinceNanos = time.nanoTime();
            if (!phase.compareAndSet(Phase.SIGNALLING, Phase.OPEN)) {
                phase.set(Phase.OVER);
                executor.execute(this::cut);
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        boolean open = phase.getAndSet(Phase.OVER) == Phase.OPEN;
        stopTimers();
        if (open) {
            subscriber.onError(cutAlready ? timedOut(failure) : failure);
        }
    }

    private HttpTimeoutException timedOut(Throwable failure) {
        long deadlineNanos = session.deadlineNanos();
        if (deadlineNanos != NONE && deadlineNanos <= 0) {
            session.onBodyTimeout();
        }
        HttpTimeoutException reason = new HttpTimeoutException("request timed out");
        reason.addSuppressed(failure);
        return reason;
    }

    @Override
    public void onComplete() {
        boolean open = phase.getAndSet(Phase.OVER) == Phase.OPEN;
        stopTimers();
        if (open) {
            subscriber.onComplete();
        }
    }

    /**
     * The attempt is over for the application: what is still to come has only the limit between its parts, and the deadline of
     * whoever asked for the call.
     */
    void endAttempt() {
        attemptOver = true;
        cancel(restTimer);
        long deadlineNanos = session.deadlineNanos();
        // The end of the attempt, and the client that only now subscribes, may both come here.
        if (deadlineNanos != NONE && isUnderWay() && deadlineSet.compareAndSet(false, true)) {
            deadlineTimer = timer.schedule(deadlineNanos, () -> executor.execute(this::expireDeadline));
            if (!isUnderWay()) {
                cancel(deadlineTimer); // it ended meanwhile, and found no timer
            }
        }
    }

    private boolean isUnderWay() {
        return !cancelled && phase.get() != Phase.OVER;
    }

    private static void cancel(Timer.@Nullable Handle limit) {
        if (limit != null) {
            limit.cancel();
        }
    }

    private void demanded(long parts) {
        waitingSinceNanos = time.nanoTime();
        demand.updateAndGet(open -> parts > Long.MAX_VALUE - open ? Long.MAX_VALUE : open + Math.max(0, parts));
        if (idleNanos != NONE && idleTimer.get() == null) {
            watchIdle(idleNanos);
        }
    }

    private void watchIdle(long nanos) {
        if (isUnderWay()) {
            idleTimer.set(timer.schedule(nanos, this::checkIdle));
        }
    }

    private void checkIdle() {
        idleTimer.set(null);
        if (demand.get() == 0) {
            return;
        }
        boolean atWork = phase.get() == Phase.SIGNALLING; // the application, on the last part
        long leftNanos = atWork ? idleNanos : idleNanos - (time.nanoTime() - waitingSinceNanos);
        if (leftNanos > 0) {
            watchIdle(leftNanos);
        } else {
            executor.execute(this::expireIdle);
        }
    }

    private void expireDeadline() {
        if (isUnderWay()) {
            session.onBodyTimeout();
        }
        expire();
    }

    private void expireIdle() {
        if (isUnderWay()) {
            session.onIdleTimeout();
        }
        expire();
    }

    private void expireRest() {
        if (!attemptOver) {
            expire();
        }
    }

    private void expire() {
        if (cancelled) {
            return;
        }
        if (phase.compareAndSet(Phase.OPEN, Phase.OVER)) {
            cut();
        } else {
            phase.compareAndSet(Phase.SIGNALLING, Phase.EXPIRED_WHILE_SIGNALLING);
        }
    }

    /** In this order: the reason must be there before the client learns that its stream is cancelled. */
    private void cut() {
        stopTimers();
        HttpTimeoutException reason = new HttpTimeoutException("request timed out");
        body.completeExceptionally(reason);
        if (subscribed.compareAndSet(false, true)) {
            subscriber.onSubscribe(new Nothing());
        }
        Flow.Subscription subscription = upstream;
        if (subscription != null) {
            subscription.cancel();
        }
        subscriber.onError(reason);
        endForClient();
    }

    /** What there is to ask for where the client has not subscribed. */
    private static final class Nothing implements Flow.Subscription {
        @Override
        public void request(long parts) {}

        @Override
        public void cancel() {}
    }

    private void stopTimers() {
        attemptOver = true;
        cancel(restTimer);
        cancel(deadlineTimer);
        cancel(idleTimer.get());
    }
}
