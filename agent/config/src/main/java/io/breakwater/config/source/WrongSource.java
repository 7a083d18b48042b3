package io.breakwater.config.source;

import org.jspecify.annotations.Nullable;

/** What was named is no place that a configuration can come from. Thread-safety: immutable. */
final class WrongSource implements ConfigSource {
    private final SourceFault fault;

    WrongSource(SourceFault fault) {
        this.fault = fault;
    }

    @Override
    public String name() {
        return fault.name();
    }

    @Override
    public @Nullable SourceContent look() {
        return null;
    }

    @Override
    public SourceContent read() {
        return SourceContent.of(fault);
    }

    @Override
    public boolean isAtHand() {
        return true;
    }

    @Override
    public long pauseNanos() {
        return UrlSource.PAUSE_NANOS;
    }

    @Override
    public long settleNanos(SourceContent content) {
        return 0;
    }

    @Override
    public void close() {}
}
