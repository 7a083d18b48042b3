package io.breakwater.config.source;

import io.breakwater.engine.time.Randomness;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A URL of http or https, asked every so often whether there is something new. As long as nobody answers it is asked more
 * often, at first after a second, then after two, up to the ordinary pause.
 *
 * <p>Pauses differ by up to a fifth, so that a thousand processes that were started together do not ask together for ever.
 * Thread-safety: confined to one thread.
 */
final class UrlSource implements ConfigSource {
    static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double JITTER = 0.2;

    private final ConditionalGet get;
    private final Randomness randomness;
    private final long mostNanos;
    private long outageNanos;

    UrlSource(ConditionalGet get, Randomness randomness, long pauseNanos) {
        this.get = get;
        this.randomness = randomness;
        this.mostNanos = pauseNanos;
    }

    @Override
    public String name() {
        return get.name();
    }

    @Override
    public @Nullable SourceContent look() {
        try {
            SourceContent content = get.ifNew();
            outageNanos = 0;
            return content;
        } catch (IOException e) {
            get.forget(); // or nobody would hear that it is what it was before the outage
            outageNanos = outageNanos == 0 ? FIRST_PAUSE_NANOS : Math.min(2 * outageNanos, mostNanos);
            String wayOut = "It is tried again by itself; check the address and the server";
            return SourceContent.unreached(new SourceFault(name(), FetchFailure.words(e), "a configuration", wayOut));
        }
    }

    @Override
    public SourceContent read() {
        get.forget();
        SourceContent content = look();
        if (content == null) {
            throw new AssertionError(name() + ": not modified (expected: a body, since nothing was known)");
        }
        return content;
    }

    @Override
    public boolean isAtHand() {
        return false;
    }

    @Override
    public long pauseNanos() {
        long nanos = outageNanos == 0 ? mostNanos : Math.min(outageNanos, mostNanos);
        return nanos - (long) (nanos * JITTER * randomness.nextDouble());
    }

    /** A body that came is complete. */
    @Override
    public long settleNanos(SourceContent content) {
        return 0;
    }

    @Override
    public void close() {
        get.close();
    }
}
