package io.breakwater.tooling;

import io.breakwater.engine.time.Pause;
import io.breakwater.engine.time.TimeSource;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Has classes go through the weaver again, and gets them their own bytecode back. The JVM stands still for as long as a
 * request takes. From Java 13 on that is about the same time for one class as for a hundred. Before, each class adds to it,
 * and all those of a service with many clients take seconds: there, a service at work is asked for a few at a time, and rests
 * after each request as long as it stood.
 *
 * <p>Thread-safety: confined to one thread. Errors: none; a class that cannot be retransformed stays as it is, with one line
 * on the log.
 */
final class Retransformer {
    /** Nobody feels that. */
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Of the shortest request: what takes no longer is followed by twice as many classes. */
    private static final double CHEAP = 1.5;

    /** Of the shortest request: what takes longer is followed by half as many. */
    private static final double DEAR = 2.5;

    private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Which adjusts all other classes once for a request, and not once for each class of it. */
    private static final int ADJUSTS_ONCE = 13;

    private final int javaVersion;
    private final Instrumentation instrumentation;
    private final TimeSource time;
    private final Pause pause;
    private final AgentLog log;

    Retransformer(int javaVersion, Instrumentation instrumentation, TimeSource time, Pause pause, AgentLog log) {
        this.javaVersion = javaVersion;
        this.instrumentation = instrumentation;
        this.time = time;
        this.pause = pause;
        this.log = log;
    }

    /** In a JVM that does nothing else yet. */
    void atOnce(List<Class<?>> classes) {
        if (!classes.isEmpty()) {
            request(classes);
        }
    }

    /** In a service at work. The hooks of some classes may be there before those of others: the bridge must be closed. */
    void atWork(List<Class<?>> classes) {
        if (javaVersion < ADJUSTS_ONCE) {
            aFewAtATime(classes);
        } else {
            atOnce(classes);
        }
    }

    private void aFewAtATime(List<Class<?>> classes) {
        int count = 1;
        long leastNanos = Long.MAX_VALUE;
        for (int start = 0; start < classes.size(); ) {
            int end = Math.min(classes.size(), start + count);
            long startNanos = time.nanoTime();
            request(classes.subList(start, end));
            long tookNanos = time.nanoTime() - startNanos;
            leastNanos = Math.min(leastNanos, tookNanos);
            if (tookNanos < SHORT_NANOS || tookNanos <= CHEAP * leastNanos) {
                count *= 2;
            } else if (tookNanos > DEAR * leastNanos) {
                count = Math.max(1, count / 2);
            }
            start = end;
            if (start < classes.size()) {
                rest(Math.min(tookNanos, LONGEST_REST_NANOS));
            }
        }
    }

    private void rest(long nanos) {
        try {
            boolean unused = pause.await(new CountDownLatch(1), nanos);
        } catch (InterruptedException inAHurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void request(List<Class<?>> classes) {
        try {
            instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
        } catch (UnmodifiableClassException | LinkageError | RuntimeException oneOfThem) {
            for (Class<?> type : classes) {
                requestAlone(type);
            }
        }
    }

    private void requestAlone(Class<?> type) {
        try {
            instrumentation.retransformClasses(type);
        } catch (UnmodifiableClassException | LinkageError | RuntimeException refused) {
            log.warn(type.getName() + " cannot be retransformed: " + refused);
        }
    }
}
