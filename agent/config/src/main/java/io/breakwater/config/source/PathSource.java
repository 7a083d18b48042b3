package io.breakwater.config.source;

import io.breakwater.engine.time.TimeSource;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A file, or a directory of files; one may become the other. Looks at their stamps, and reads them when these differ, when
 * they are so young that a further change may not show in them, and every five seconds in any case: not every file system
 * tells the truth.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class PathSource implements ConfigSource {
    static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long DOUBT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long READ_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Some file systems count in steps of two seconds. */
    private static final long YOUNG_MILLIS = 3000;

    private final File file;
    private final TimeSource time;
    private final long pauseNanos;
    private @Nullable Stamp seen;
    private long readNanos;

    PathSource(File file, TimeSource time, long pauseNanos) {
        this.file = file;
        this.time = time;
        this.pauseNanos = pauseNanos;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public @Nullable SourceContent look() {
        Path path;
        try {
            path = file.toPath();
        } catch (InvalidPathException unknownCharacters) {
            return read();
        }
        Stamp stamp = Stamp.of(path);
        boolean unchanged = seen != null
                && seen.isSameAs(stamp)
                && !stamp.isYoungerThan(time.epochMillis() - YOUNG_MILLIS)
                && time.nanoTime() - readNanos < READ_AGAIN_NANOS;
        return unchanged ? null : read(path, stamp);
    }

    @Override
    public SourceContent read() {
        try {
            Path path = file.toPath();
            return read(path, Stamp.of(path));
        } catch (InvalidPathException unknownCharacters) {
            String wayOut = "Start it with a UTF-8 locale, or rename the file";
            return SourceContent.of(new SourceFault(
                    name(), unknownCharacters.getReason(), "a name in the encoding of this JVM", wayOut));
        }
    }

    /** The stamp is older than what is read, so that a change in between is seen the next time. */
    private SourceContent read(Path path, Stamp stamp) {
        seen = stamp;
        readNanos = time.nanoTime();
        return Files.isDirectory(path) ? DirectoryReading.of(path) : FileReading.of(path);
    }

    @Override
    public boolean isAtHand() {
        return true;
    }

    @Override
    public long pauseNanos() {
        return pauseNanos;
    }

    @Override
    public long settleNanos(SourceContent content) {
        long settleNanos = content.isDoubtful() ? DOUBT_NANOS : SETTLE_NANOS;
        return Math.min(settleNanos, 2 * pauseNanos);
    }

    @Override
    public void close() {}
}
