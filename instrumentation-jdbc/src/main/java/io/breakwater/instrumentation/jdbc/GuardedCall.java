package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.BlockingRunner;
import io.breakwater.engine.Guard;
import org.jspecify.annotations.Nullable;

/** A database call and who guards it. Thread-safety: confined to the calling thread. */
interface GuardedCall extends BlockingCall<Object> {

    Guard guard();

    /** How an adapter finds out whether a call is guarded. Errors: none; a bug of ours finds nothing. */
    interface Finder {

        /** Null if nothing guards it. */
        @Nullable
        GuardedCall find(Object[] call);
    }

    /** The answer to the hook of a method: null, for its own body, where nothing guards the call or it is a part of another. */
    static Object @Nullable [] outermost(Finder finder, Object[] call) throws Throwable {
        if (!Nesting.enterOutermost()) {
            return null;
        }
        try {
            GuardedCall found = finder.find(call);
            return found == null ? null : new Object[] {BlockingRunner.run(found.guard(), found)};
        } finally {
            Nesting.leave();
        }
    }
}
