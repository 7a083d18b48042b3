package io.breakwater.instrumentation.okhttp;

import io.breakwater.engine.BlockingRunner;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.context.Scope;
import io.breakwater.extension.Adapter;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * {@code RetryAndFollowUpInterceptor.intercept}: what the client does for a call once the application's interceptors have
 * had their turn, in the thread of {@code execute} or one of the dispatcher's. May be called again for each attempt, as an
 * application's interceptor calls it by proceeding twice.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class InterceptAdapter implements Adapter {
    private final Engine engine;

    public InterceptAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws Throwable {
        Interceptor.Chain chain = (Interceptor.Chain) call[1];
        if (Nesting.isOurs(chain)) {
            return null;
        }
        Guard guard = Requests.guardFor(engine, chain);
        if (guard == null) {
            return null;
        }
        Scope caller = callerOf(chain);
        try {
            return new Object[] {guarded(new OkCall(engine, guard, (Interceptor) call[0], chain))};
        } finally {
            caller.close();
        }
    }

    /** A thread of the dispatcher works for whoever gave it the call. */
    private Scope callerOf(Interceptor.Chain chain) {
        try {
            Object captured = EnqueueAdapter.capturedFor(chain.call());
            return captured == null ? Scope.NONE : engine.context().restore(captured, null, InterceptAdapter.class);
        } catch (Throwable bug) {
            engine.failedOpen("callerOf", bug);
            return Scope.NONE;
        }
    }

    private static @Nullable Response guarded(OkCall call) throws Throwable {
        try {
            return BlockingRunner.run(call.guard, call);
        } catch (IOException thrown) {
            return call.cachedAnswerOr(thrown);
        }
    }
}
