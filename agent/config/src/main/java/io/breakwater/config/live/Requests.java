package io.breakwater.config.live;

import java.util.Collections;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Hands readings over to the thread that watches: whoever asks may be a thread of the application, whose calls are guarded
 * and traced, and reading may be a call. Thread-safety: thread-safe.
 */
final class Requests {
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<FutureTask<ReloadReport>> asked = new LinkedBlockingQueue<>();
    private volatile boolean serving;

    /** @param look returns the nanoseconds to the next look */
    void serve(LongSupplier look) throws InterruptedException {
        serving = true;
        try {
            while (true) {
                FutureTask<ReloadReport> reading = asked.poll(look.getAsLong(), TimeUnit.NANOSECONDS);
                if (reading != null) {
                    reading.run();
                }
            }
        } finally {
            serving = false;
            asked.forEach(reading -> reading.cancel(false));
        }
    }

    /** Nobody serves: then the caller reads. */
    ReloadReport ask(Callable<ReloadReport> reading) {
        FutureTask<ReloadReport> task = new FutureTask<>(reading);
        if (serving) {
            boolean unused = asked.offer(task);
        } else {
            task.run();
        }
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return notFinished("interrupted");
        } catch (TimeoutException | CancellationException e) {
            return notFinished("no answer within " + PATIENCE_SECONDS + " s");
        } catch (ExecutionException bug) {
            return notFinished(String.valueOf(bug.getCause()));
        }
    }

    private static ReloadReport notFinished(String why) {
        return new ReloadReport(ReloadReport.Result.NOT_FINISHED, why, Collections.emptyList());
    }
}
