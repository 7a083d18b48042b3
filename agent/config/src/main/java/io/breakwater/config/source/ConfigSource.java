package io.breakwater.config.source;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * Where a configuration comes from.
 *
 * <p>Thread-safety: confined to one thread, but for {@link #close}. Errors: no method throws; what goes wrong is a
 * {@link SourceFault} in the content. A look takes as long as the disk or the network takes.
 */
public interface ConfigSource extends Closeable {

    /** For messages: the path as it was given, the URL without credentials and query. */
    String name();

    /** What it holds, or null if that is for certain what it held the last time. */
    @Nullable
    SourceContent look();

    /** What it holds, whatever is known of the last time. */
    SourceContent read();

    /** False if the first reading may take longer than a start can wait. */
    boolean isAtHand();

    /** Nanoseconds between two looks. */
    long pauseNanos();

    /**
     * For how long something new must stay as it is before it is believed, in nanoseconds: files are seen half-written.
     */
    long settleNanos(SourceContent content);

    /** Cuts off a look that waits for others. Nothing is looked at after that. */
    @Override
    void close();
}
