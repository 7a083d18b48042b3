package io.breakwater.instrumentation.jdbc;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts.VendorCodes;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * The acquisition of a connection: nothing has been executed before it is there, and so any of its attempts may be repeated.
 *
 * <p>Thread-safety: confined to the calling thread.
 */
abstract class AcquireCall implements GuardedCall, BlockingCall.Attempt<Object> {
    static final String METHOD = "CONNECT";

    final Engine engine;
    private final Guard guard;
    private final VendorCodes vendor;
    private @Nullable CallSession session;
    private long startNanos;
    private long loginNanos = NONE;
    private long connectNanos = NONE;

    AcquireCall(Engine engine, Guard guard, VendorCodes vendor) {
        this.engine = engine;
        this.guard = guard;
        this.vendor = vendor;
    }

    @Override
    public final Guard guard() {
        return guard;
    }

    @Override
    public final String method() {
        return METHOD;
    }

    @Override
    public final boolean isNobodys() {
        return PoolFilling.isUnderWay();
    }

    @Override
    public final boolean canBeSentAgain(Outcome outcome) {
        return true;
    }

    /**
     * An attempt begins that has to keep limits.
     *
     * @param toldConnectNanos how long to connect may take, as the driver was told, or {@link TimeoutPolicy#NONE}
     * @param toldLoginNanos the same for the login as a whole
     */
    final void beginLimits(CallSession current, long toldConnectNanos, long toldLoginNanos) {
        session = current;
        connectNanos = toldConnectNanos;
        loginNanos = toldLoginNanos;
        startNanos = guard.surroundings().time().nanoTime();
    }

    /**
     * Who ended the attempt, as far as it can be told, so that nobody looks for the cause at the wrong place: one that the
     * network ended was not cut off, however late; and one that took as long as the login may, which is longer than to
     * connect may take, was connected.
     */
    private void tellWhatEnded(Throwable failure) {
        CallSession current = session;
        if (current == null || guard.policy().timeouts().mode() != Mode.ENFORCE) {
            return;
        }
        boolean byNetwork = SqlFailures.isEndedByNetwork(failure);
        boolean loginTooLong = loginNanos != NONE
                && loginNanos > connectNanos
                && guard.surroundings().time().nanoTime() - startNanos >= loginNanos;
        current.ruleOut(byNetwork || loginTooLong, byNetwork);
    }

    /** @param acquired a connection, one for a pool, or null if the driver does not know the URL */
    final @Nullable Object introduced(@Nullable Object acquired) {
        try {
            if (acquired instanceof Connection) {
                Connections.introduce((Connection) acquired, guard.destination());
            }
        } catch (Throwable bug) {
            // Whoever gets no connection to see cannot close it.
            engine.failedOpen("introduce", bug);
        }
        return acquired;
    }

    @Override
    public final Outcome classify(@Nullable Object result, @Nullable Throwable failure) {
        if (failure != null) {
            tellWhatEnded(failure);
            return SqlFailures.ofConnect(vendor, failure);
        }
        return result == null ? Outcome.IGNORED : Outcome.SUCCESS;
    }

    @Override
    public final Throwable rejection(Rejection rejection) {
        return Refusals.of(rejection);
    }

    @Override
    public final Throwable interruption(InterruptedException interruption) {
        return Refusals.of(interruption);
    }

    @Override
    public final @Nullable Object deliver(Object held) {
        return held;
    }
}
