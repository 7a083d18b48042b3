package io.breakwater.engine.time;

import static java.util.Objects.requireNonNull;

/** Everything that the engine takes from the world around it. Thread-safety: immutable. */
public final class Surroundings {
    private final TimeSource time;
    private final Pause pause;
    private final Timer timer;
    private final Randomness randomness;

    public Surroundings(TimeSource time, Pause pause, Timer timer, Randomness randomness) {
        this.time = requireNonNull(time, "time");
        this.pause = requireNonNull(pause, "pause");
        this.timer = requireNonNull(timer, "timer");
        this.randomness = requireNonNull(randomness, "randomness");
    }

    public TimeSource time() {
        return time;
    }

    public Pause pause() {
        return pause;
    }

    public Timer timer() {
        return timer;
    }

    public Randomness randomness() {
        return randomness;
    }
}
