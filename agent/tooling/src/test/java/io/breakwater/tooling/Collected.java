package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** Asks for garbage collections until something is gone. */
final class Collected {
    private static final int ROUNDS = 100;
    private static final int PRESSURE_BYTES = 1 << 20;

    private Collected() {}

    static void await(WeakReference<?> reference) {
        List<byte[]> pressure = new ArrayList<>();
        for (int round = 0; round < ROUNDS && reference.get() != null; round++) {
            System.gc();
            System.runFinalization();
            pressure.add(new byte[PRESSURE_BYTES]);
        }
        assertThat(reference.get()).isNull();
    }
}
