package io.breakwater.smoke.chain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A time of day that differs from ours, by the library {@code faketime} of the operating system, where that is installed. The
 * clock that intervals are measured by is left alone, as it is when a machine's time is wrong.
 */
final class Clock {
    private static final Path[] LIBRARIES = {
        Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
        Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"),
        Path.of("/usr/lib64/faketime/libfaketime.so.1")
    };

    private final int minutes;

    private Clock(int minutes) {
        this.minutes = minutes;
    }

    static boolean canBeWrong() {
        return library() != null;
    }

    static Clock ahead(int minutes) {
        return new Clock(minutes);
    }

    long aheadMillis() {
        return minutes * 60_000L;
    }

    Map<String, String> variables() {
        return Map.of(
                "LD_PRELOAD",
                String.valueOf(library()),
                "FAKETIME",
                (minutes < 0 ? "" : "+") + minutes + "m",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }

    private static @Nullable Path library() {
        return Stream.of(LIBRARIES).filter(Files::exists).findFirst().orElse(null);
    }
}
