package io.breakwater.telemetry.export;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells of a collector that takes nothing: the first failure in one line, and then one in ten minutes at most.
 *
 * <p>Thread-safety: confined to the exporting thread.
 */
public final class ExportFailures {
    private static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final String signal;
    private final Consumer<String> log;
    private boolean told;
    private long toldNanos;

    /** @param signal {@code traces} or {@code metrics} */
    public ExportFailures(String signal, Consumer<String> log) {
        this.signal = signal;
        this.log = log;
    }

    public void tell(ExportTarget target, Throwable failure) {
        long now = System.nanoTime();
        if (!told || now - toldNanos >= SILENCE_NANOS) {
            told = true;
            toldNanos = now;
            log.accept(signal + " cannot be exported to " + target.server() + ": " + failure);
        }
    }
}
