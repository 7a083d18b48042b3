package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.time.Timer;
import io.breakwater.extension.Elsewhere;
import java.util.concurrent.Executor;

/**
 * Runs soon, elsewhere, what any thread gives it: by way of the timer, whose threads inherit nothing of the application.
 * Thread-safety: thread-safe.
 */
final class Later implements Executor {
    private final Timer timer;

    Later(Timer timer) {
        this.timer = timer;
    }

    @Override
    public void execute(Runnable task) {
        timer.schedule(0, () -> Elsewhere.run(task));
    }
}
