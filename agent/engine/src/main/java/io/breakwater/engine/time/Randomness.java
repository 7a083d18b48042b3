package io.breakwater.engine.time;

import java.util.concurrent.ThreadLocalRandom;

/** The engine's only source of chance. Thread-safety: implementations are thread-safe. */
public interface Randomness {

    /** A number from 0 (included) to 1 (excluded), evenly spread. */
    double nextDouble();

    /** The JDK's {@link ThreadLocalRandom}. */
    static Randomness system() {
        return () -> ThreadLocalRandom.current().nextDouble();
    }
}
