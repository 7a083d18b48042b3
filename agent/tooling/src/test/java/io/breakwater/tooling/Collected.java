package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;

/** Asks for garbage collections until something is gone. */
final class Collected {
    private static final int ROUNDS = 100;

    private Collected() {}

    static void await(WeakReference<?> reference) {
        for (int round = 0; round < ROUNDS && reference.get() != null; round++) {
            System.gc();
            System.runFinalization();
        }
        assertThat(reference.get()).isNull();
    }
}
