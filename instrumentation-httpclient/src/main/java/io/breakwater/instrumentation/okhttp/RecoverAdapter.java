package io.breakwater.instrumentation.okhttp;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.http.HttpOutcomes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code RetryAndFollowUpInterceptor.recover}: a connection failed, and the client is about to decide whether to try again
 * by itself. Where our policy decides on such a failure, the client must not: attempts would multiply. It may always go on
 * to another address of the host, because nothing was sent then.
 * The method is private: nobody overrides it.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class RecoverAdapter implements Adapter {

    private final Engine engine;

    public RecoverAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        try {
            Nesting nesting = Nesting.in(call[0]);
            if (nesting != null && forbids(nesting.attempt(), (IOException) call[1])) {
                return new Object[] {false};
            }
        } catch (Throwable bug) {
            engine.failedOpen("recover", bug);
        }
        return null;
    }

    private static boolean forbids(@Nullable OkAttempt attempt, IOException failure) {
        return HttpOutcomes.isRefusal(failure) || (attempt != null && attempt.forbidsRecovery(failure));
    }
}
