package io.breakwater.tooling;

import io.breakwater.config.Printable;
import java.io.PrintStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own log: single lines on the standard error that the process had when the agent started.
 *
 * <p>Nobody who logs writes: standard error may be a pipe that nobody reads, or a lock that the application holds while
 * it waits for the call that we are in. Lines wait in a queue for whoever calls {@link #writeFor}; what does not fit is
 * counted.
 *
 * <p>Thread-safety: thread-safe. Errors: never throws. Bounded: 1000 lines.
 */
final class AgentLog {
    private static final String PREFIX = "breakwater: ";
    private static final int MAX_LINES = 1000;

    /** Ends a wait for lines; told from them by identity. */
    @SuppressWarnings("StringOperationCanBeSimplified") // an object of its own
    private static final String WAKE = new String("");

    private final PrintStream out;
    private final boolean verbose;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MAX_LINES);
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    /** @param verbose true to write {@link #info} lines too */
    AgentLog(PrintStream out, boolean verbose) {
        this.out = out;
        this.verbose = verbose;
    }

    /** What a healthy agent has to say; not written unless asked for. */
    void info(String message) {
        if (verbose) {
            warn(message);
        }
    }

    /** What somebody has to know. */
    void warn(String message) {
        line(PREFIX + message);
    }

    /** A line that has its prefix already. */
    void line(String line) {
        // One line stays one line, whatever is in the message of an exception or a key of the configuration.
        if (lines.offer(Printable.line(line))) {
            taken.incrementAndGet();
        } else {
            dropped.incrementAndGet();
        }
    }

    /** Ends {@link #writeFor} early, or the next one if there is none. Never blocks. */
    void wake() {
        boolean unused = lines.offer(WAKE);
    }

    /** Writes what comes in, for so long, or until it is woken. */
    @SuppressWarnings("ReferenceEquality") // with WAKE
    void writeFor(long nanos) throws InterruptedException {
        long startNanos = System.nanoTime();
        long leftNanos = nanos;
        while (leftNanos > 0) {
            String line = lines.poll(leftNanos, TimeUnit.NANOSECONDS);
            if (line == WAKE) {
                return;
            }
            write(line);
            leftNanos = nanos - (System.nanoTime() - startNanos);
        }
    }

    /** Writes what is there. */
    void flush() {
        String line = lines.poll();
        while (line != null) {
            write(line);
            line = lines.poll();
        }
    }

    /** True if every line is out. */
    boolean isWritten() {
        return written.get() == taken.get();
    }

    @SuppressWarnings("ReferenceEquality") // with WAKE
    private void write(@Nullable String line) {
        if (line == null || line == WAKE) {
            return;
        }
        out.println(line);
        written.incrementAndGet();
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            out.println(PREFIX + lost + " lines were lost, because nobody read them in time");
        }
    }
}
