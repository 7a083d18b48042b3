package io.breakwater.instrumentation.kit;

import io.breakwater.engine.time.Randomness;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.engine.time.Timer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bug of ours in one method: whatever that method asks of the world around it throws. Thread-safe.
 */
public final class Faults {
    private final String className;
    private final String method;
    private volatile boolean over;
    private final AtomicInteger hits = new AtomicInteger();

    private Faults(String className, String method) {
        this.className = className;
        this.method = method;
    }

    public static Faults none() {
        return new Faults("", "");
    }

    /** @param where class and method: {@code JdkAttempt.holdBack} */
    public static Faults in(String where) {
        int dot = where.indexOf('.');
        return new Faults("." + where.substring(0, dot), where.substring(dot + 1));
    }

    /** How often the bug showed itself. */
    public int hits() {
        return hits.get();
    }

    /** The bug is mended. */
    public void end() {
        over = true;
    }

    public void check() {
        if (!over
                && !method.isEmpty()
                && StackWalker.getInstance()
                        .walk(frames ->
                                frames.anyMatch(frame -> frame.getMethodName().equals(method)
                                        && frame.getClassName().endsWith(className)))) {
            hits.incrementAndGet();
            throw new IllegalStateException("a bug in " + method);
        }
    }

    public TimeSource in(TimeSource time) {
        return new TimeSource() {
            @Override
            public long nanoTime() {
                check();
                return time.nanoTime();
            }

            @Override
            public long epochMillis() {
                check();
                return time.epochMillis();
            }
        };
    }

    public Timer in(Timer timer) {
        return (delayNanos, task) -> {
            check();
            return timer.schedule(delayNanos, task);
        };
    }

    public Randomness in(Randomness randomness) {
        return () -> {
            check();
            return randomness.nextDouble();
        };
    }
}
