package io.breakwater.instrumentation.urlconnection;

import io.breakwater.engine.CallSession;
import io.breakwater.engine.time.Timer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer under what is left of the limit of its attempt. At the limit the socket is closed, and who reads
 * sees the timeout that the JDK has for a slow read.
 *
 * <p>Thread-safety: as the stream behind it; the timer may cut in.
 */
final class LimitedInputStream extends FilterInputStream {
    private enum Phase {
        OPEN,
        EXPIRED,
        OVER
    }

    private final CallSession session;
    private final Timer timers;
    private final Wire wire;
    private final boolean closesWhenIdle;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.OPEN);
    private volatile Timer.@Nullable Handle timer;

    /** @param closesWhenIdle true if a read that times out does so because of a limit of ours */
    LimitedInputStream(InputStream body, CallSession session, Timer timers, Wire wire, boolean closesWhenIdle) {
        super(body);
        this.session = session;
        this.timers = timers;
        this.wire = wire;
        this.closesWhenIdle = closesWhenIdle;
    }

    void limit(long nanos) {
        timer = timers.schedule(nanos, this::expire);
    }

    private void expire() {
        if (phase.compareAndSet(Phase.OPEN, Phase.EXPIRED)) {
            wire.cutUnlessLeft();
            session.onBodyTimeout();
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return ended(in.read());
        } catch (IOException broken) {
            throw seenAs(broken);
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return ended(in.read(into, offset, length));
        } catch (IOException broken) {
            throw seenAs(broken);
        }
    }

    @Override
    public long skip(long bytes) throws IOException {
        try {
            return in.skip(bytes);
        } catch (IOException broken) {
            throw seenAs(broken);
        }
    }

    @Override
    public void close() throws IOException {
        end();
        in.close();
    }

    private int ended(int read) throws IOException {
        if (read < 0) {
            end();
            if (phase.get() == Phase.EXPIRED) {
                throw new SocketTimeoutException("Read timed out"); // a body without a length ends where it is cut off
            }
        }
        return read;
    }

    private IOException seenAs(IOException broken) {
        end();
        boolean expired = phase.get() == Phase.EXPIRED;
        if (broken instanceof SocketTimeoutException && closesWhenIdle && !expired) {
            Timer.Handle unused = timers.schedule(0, wire::cutUnlessLeft);
            session.onIdleTimeout();
        }
        if (!expired || broken instanceof SocketTimeoutException) {
            return broken;
        }
        SocketTimeoutException timeout = new SocketTimeoutException("Read timed out");
        timeout.initCause(broken);
        return timeout;
    }

    private void end() {
        Timer.Handle limit = timer;
        if (phase.compareAndSet(Phase.OPEN, Phase.OVER) && limit != null) {
            limit.cancel();
        }
    }
}
