package io.breakwater.tooling.page;

import io.breakwater.engine.time.TimeSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One status for all who look at about the same time. Of thousands of destinations it takes a while to make, and that time
 * is the application's: however many ask, it takes a fifth of one processor at most.
 *
 * <p>Thread-safety: thread-safe; who comes while it is made waits for it.
 */
final class SharedStatus {
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int REST = 4;

    private final Supplier<String> look;
    private final TimeSource time;
    private @Nullable String text;
    private long madeNanos;
    private long freshNanos;

    SharedStatus(Supplier<String> look, TimeSource time) {
        this.look = look;
        this.time = time;
    }

    synchronized String get() {
        String known = text;
        long startNanos = time.nanoTime();
        if (known != null && startNanos - madeNanos < freshNanos) {
            return known;
        }
        String made = look.get();
        madeNanos = time.nanoTime();
        freshNanos = Math.max(FRESH_NANOS, REST * (madeNanos - startNanos));
        text = made;
        return made;
    }

    /** The next one shows what has just been changed. */
    synchronized void forget() {
        text = null;
    }
}
