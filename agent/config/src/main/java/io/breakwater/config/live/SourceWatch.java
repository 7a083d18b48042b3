package io.breakwater.config.live;

import io.breakwater.config.source.ConfigSource;
import io.breakwater.config.source.SourceContent;
import io.breakwater.engine.time.TimeSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what is new at a source, and waits until it stays as it is: an editor empties a file before it writes it, or
 * takes it away and puts another one there, and a copy takes its time. What does not settle within a second and a half is
 * taken as it is then.
 *
 * <p>Thread-safety: confined to one thread at a time.
 */
final class SourceWatch {
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);

    private final ConfigSource source;
    private final TimeSource time;

    /** What was handed out last. */
    private @Nullable SourceContent taken;

    /** What is there now and differs from that. */
    private @Nullable SourceContent arriving;

    private long arrivedNanos;
    private long firstArrivedNanos;

    SourceWatch(ConfigSource source, TimeSource time) {
        this.source = source;
        this.time = time;
    }

    /** What is there, at once. */
    SourceContent read() {
        SourceContent content = source.read();
        taken = content;
        arriving = null;
        return content;
    }

    /** What is new and has settled; null if there is nothing. */
    @Nullable
    SourceContent look() {
        SourceContent found = source.look();
        SourceContent before = arriving;
        if (found == null) {
            return before == null ? null : takeIfSettled(before);
        }
        if (taken != null && found.isSameAs(taken)) {
            arriving = null;
            return null;
        }
        if (before == null || !found.isSameAs(before)) {
            firstArrivedNanos = before == null ? time.nanoTime() : firstArrivedNanos;
            arrivedNanos = time.nanoTime();
            arriving = found;
        }
        return takeIfSettled(found);
    }

    private @Nullable SourceContent takeIfSettled(SourceContent content) {
        long now = time.nanoTime();
        if (now - arrivedNanos < source.settleNanos(content) && now - firstArrivedNanos < PATIENCE_NANOS) {
            return null;
        }
        taken = content;
        arriving = null;
        return content;
    }

    /** Nanoseconds until the next look. */
    long pauseNanos() {
        SourceContent content = arriving;
        if (content == null) {
            return source.pauseNanos();
        }
        long leftNanos = source.settleNanos(content) - (time.nanoTime() - arrivedNanos);
        return Math.max(1, Math.min(source.pauseNanos(), leftNanos));
    }
}
