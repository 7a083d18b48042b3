package io.breakwater.config.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends a body that comes in drops. The clock is the JVM's: what is measured is a peer. Confined to one thread. */
final class TimedStream extends FilterInputStream {
    private final long startNanos = System.nanoTime();
    private final long mostNanos;

    TimedStream(InputStream in, long mostNanos) {
        super(in);
        this.mostNanos = mostNanos;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        if (System.nanoTime() - startNanos > mostNanos) {
            throw new FetchFailure("a body that takes longer than " + mostNanos / 1_000_000_000 + " s");
        }
        return super.read(bytes, from, count);
    }
}
