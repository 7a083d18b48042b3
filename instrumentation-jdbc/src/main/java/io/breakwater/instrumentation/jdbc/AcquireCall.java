package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
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

    private final Guard guard;
    private final VendorCodes vendor;

    AcquireCall(Guard guard, VendorCodes vendor) {
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
    public final boolean canBeSentAgain(Outcome outcome) {
        return true;
    }

    /** @param acquired a connection, one for a pool, or null if the driver does not know the URL */
    final @Nullable Object introduced(@Nullable Object acquired) {
        if (acquired instanceof Connection) {
            Connections.introduce((Connection) acquired, guard.destination());
        }
        return acquired;
    }

    @Override
    public final Outcome classify(@Nullable Object result, @Nullable Throwable failure) {
        if (failure != null) {
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
