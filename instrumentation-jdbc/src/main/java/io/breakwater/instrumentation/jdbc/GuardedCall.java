package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.BlockingRunner;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A database call and who guards it. Thread-safety: confined to the calling thread. */
interface GuardedCall extends BlockingCall<Object> {

    Guard guard();

    /** How an adapter finds out whether a call is guarded. */
    interface Finder {

        /**
         * Null if nothing guards it.
         *
         * @throws SQLException if the driver cannot say whom the call goes to; it will say why itself
         */
        @Nullable
        GuardedCall find(Object[] call) throws SQLException;
    }

    /**
     * The answer to the hook of a method: null, for its own body, where nothing guards the call, it is a part of another, or a
     * bug of ours is in the way.
     */
    static Object @Nullable [] outermost(Engine engine, Finder finder, Object[] call) throws Throwable {
        if (!Nesting.enterOutermost()) {
            return null;
        }
        try {
            GuardedCall found = found(engine, finder, call);
            return found == null ? null : new Object[] {BlockingRunner.run(found.guard(), found)};
        } finally {
            Nesting.leave();
        }
    }

    /** Errors: none; a bug of ours finds nothing. */
    static @Nullable GuardedCall found(Engine engine, Finder finder, Object[] call) {
        try {
            return finder.find(call);
        } catch (SQLException driversOwn) {
            return null;
        } catch (Throwable bug) {
            engine.failedOpen("guardFor", bug);
            return null;
        }
    }
}
