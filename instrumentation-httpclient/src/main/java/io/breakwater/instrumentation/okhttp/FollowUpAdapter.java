package io.breakwater.instrumentation.okhttp;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * {@code RetryAndFollowUpInterceptor.followUpRequest}: the client looks whether an answer asks for another request. It
 * repeats by itself, once, what was answered by a 408, or by a 503 with {@code Retry-After: 0}. Where our policy decides
 * on such an answer, it must not. Redirects and credentials are its own.
 * The method is private: nobody overrides it.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class FollowUpAdapter implements Adapter {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int UNAVAILABLE = 503;

    private final Engine engine;

    public FollowUpAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        try {
            Response response = (Response) call[1];
            if (response.code() == REQUEST_TIMEOUT || response.code() == UNAVAILABLE) {
                Nesting nesting = Nesting.in(call[0]);
                OkAttempt attempt = nesting == null ? null : nesting.attempt();
                if (attempt != null && attempt.forbidsRepetition(response)) {
                    return new Object[] {null};
                }
            }
        } catch (Throwable bug) {
            engine.failedOpen("followUp", bug);
        }
        return null;
    }
}
