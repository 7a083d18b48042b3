package io.breakwater.tooling;

import io.breakwater.engine.DestinationSnapshot;
import io.breakwater.engine.Engine;
import java.util.concurrent.TimeUnit;

/**
 * How many calls still need the agent: attempts that hold a place in a bulkhead, threads and futures that wait for a place
 * or for the next attempt, and limits at the timer, those of bodies that are being read included.
 *
 * <p>Counted from what there is anyhow: a count of its own would cost each call something, and serves one moment. So a call
 * may count twice, and an attempt without a limit in a bulkhead that is disabled not at all; that one needs nothing of us to
 * end.
 *
 * <p>Thread-safety: thread-safe. Time: asks the timer's thread, and may wait a second for it.
 */
final class CallsUnderWay {
    private static final long ASKING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Engine engine;
    private final CountedPause pauses;
    private final DaemonTimer timer;

    CallsUnderWay(Engine engine, CountedPause pauses, DaemonTimer timer) {
        this.engine = engine;
        this.pauses = pauses;
        this.timer = timer;
    }

    int count() throws InterruptedException {
        int attempts = 0;
        for (DestinationSnapshot destination : engine.destinations()) {
            for (DestinationSnapshot.Places places : destination.bulkheads()) {
                attempts += places.taken();
            }
        }
        return Math.max(attempts, timer.neededTasks(ASKING_NANOS)) + pauses.waiting();
    }
}
