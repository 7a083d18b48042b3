package io.breakwater.instrumentation.apachehttp5;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.time.Surroundings;
import io.breakwater.engine.time.Timer;
import io.breakwater.extension.Elsewhere;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/**
 * The application's consumer, with a word to us before it learns of the end, a limit on the whole body, and one on the
 * time until its next part. A part for which the application has no room is not waited for.
 *
 * <p>Thread-safety: thread-safe. Signals to the application's consumer stay one after another: a limit that is reached
 * during one takes effect at its end, and nothing follows it. Time: nanoseconds.
 */
final class LimitedConsumer implements AsyncDataConsumer {
    private enum Phase {
        OPEN,
        SIGNALLING,
        EXPIRED_WHILE_SIGNALLING,
        OVER
    }

    private final AsyncDataConsumer consumer;
    private final Runnable onEnd;
    private final Runnable onIdle;
    private final Runnable onExpiry;
    private final long idleNanos;
    private final Surroundings surroundings;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.OPEN);
    private final AtomicLong room = new AtomicLong();
    private volatile boolean roomIsKnown;
    private volatile long waitingSinceNanos;
    private final Timer.@Nullable Handle bodyTimer;
    private final AtomicReference<Timer.@Nullable Handle> idleTimer = new AtomicReference<>();
    private volatile boolean limitsEnded;

    /**
     * @param onEnd run before the application learns of the end: it may make its next call at once
     * @param onIdle run once, before {@code onExpiry}, if it is the limit between two parts
     * @param onExpiry run once, in a thread that may run the application's code, if a limit is reached
     */
    LimitedConsumer(
            AsyncDataConsumer consumer,
            long bodyNanos,
            long idleNanos,
            Surroundings surroundings,
            Runnable onEnd,
            Runnable onIdle,
            Runnable onExpiry) {
        this.consumer = consumer;
        this.idleNanos = idleNanos;
        this.surroundings = surroundings;
        this.onEnd = onEnd;
        this.onIdle = onIdle;
        this.onExpiry = onExpiry;
        this.waitingSinceNanos = idleNanos == NONE ? 0 : surroundings.time().nanoTime();
        this.bodyTimer =
                bodyNanos == NONE ? null : surroundings.timer().schedule(bodyNanos, () -> Elsewhere.run(this::expire));
        if (idleNanos != NONE) {
            checkIdleAfter(idleNanos);
        }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        if (begin()) {
            try {
                roomIsKnown = true;
                consumer.updateCapacity(idleNanos == NONE ? channel : watched(channel));
            } finally {
                end();
            }
        }
    }

    @Override
    public void consume(ByteBuffer part) throws IOException {
        if (begin()) {
            try {
                room.addAndGet(-part.remaining());
                consumer.consume(part);
            } finally {
                waitAgain();
                end();
            }
        } else {
            part.position(part.limit());
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) throws HttpException, IOException {
        if (begin()) {
            try {
                onEnd.run();
                consumer.streamEnd(trailers);
            } finally {
                end();
            }
        }
    }

    @Override
    public void releaseResources() {
        consumer.releaseResources();
    }

    /** The attempt has ended: no limit takes effect any more. */
    void endLimits() {
        limitsEnded = true;
        cancel(bodyTimer);
        cancel(idleTimer.getAndSet(null));
    }

    private CapacityChannel watched(CapacityChannel channel) {
        return increment -> {
            room.addAndGet(increment);
            waitAgain();
            channel.update(increment);
        };
    }

    private void waitAgain() {
        if (idleNanos != NONE) {
            waitingSinceNanos = surroundings.time().nanoTime();
        }
    }

    private boolean begin() {
        return phase.compareAndSet(Phase.OPEN, Phase.SIGNALLING);
    }

    private void end() {
        if (!phase.compareAndSet(Phase.SIGNALLING, Phase.OPEN)) {
            phase.set(Phase.OVER);
            onExpiry.run();
        }
    }

    private void expire() {
        while (true) {
            if (phase.compareAndSet(Phase.OPEN, Phase.OVER)) {
                onExpiry.run();
                return;
            }
            if (phase.compareAndSet(Phase.SIGNALLING, Phase.EXPIRED_WHILE_SIGNALLING)
                    || phase.get() == Phase.EXPIRED_WHILE_SIGNALLING
                    || phase.get() == Phase.OVER) {
                return;
            }
        }
    }

    /** One timer for all parts: it looks how long the next one has been waited for, and comes again. */
    private void checkIdleAfter(long nanos) {
        idleTimer.set(surroundings.timer().schedule(nanos, this::checkIdle));
        if (limitsEnded) {
            cancel(idleTimer.getAndSet(null));
        }
    }

    private void checkIdle() {
        if (phase.get() == Phase.OVER || limitsEnded) {
            return;
        }
        boolean waiting = phase.get() == Phase.OPEN && (!roomIsKnown || room.get() > 0);
        long leftNanos = waiting ? idleNanos - (surroundings.time().nanoTime() - waitingSinceNanos) : idleNanos;
        if (leftNanos <= 0) {
            Elsewhere.run(this::expireIdle);
        } else {
            checkIdleAfter(leftNanos);
        }
    }

    private void expireIdle() {
        if (phase.get() != Phase.OVER) {
            onIdle.run();
        }
        expire();
    }

    private static void cancel(Timer.@Nullable Handle handle) {
        if (handle != null) {
            handle.cancel();
        }
    }
}
