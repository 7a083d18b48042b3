package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.engine.Engine;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.extension.Adapter;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * {@code MultiExchange.getExceptionalCF}: an exchange failed, and the client is about to decide whether to repeat it by
 * itself (a GET once after a reset, anything once after a failed connect or a refused stream). Where our policy decides
 * on such a failure, the client must not: attempts would multiply.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: stateless.
 */
public final class RepetitionAdapter implements Adapter {

    public RepetitionAdapter(Engine engine) {}

    @Override
    public Object @Nullable [] enter(Object[] call) {
        JdkAttempt<?> attempt = MultiExchanges.attemptOf(call[0]);
        if (attempt != null && attempt.session().drives(failureClass((Throwable) call[1]))) {
            MultiExchanges.forbidRepetition(call[0]);
        }
        return null;
    }

    private static FailureClass failureClass(Throwable thrown) {
        Throwable cause = thrown.getCause();
        Outcome outcome = JdkFailures.classify(thrown instanceof CompletionException && cause != null ? cause : thrown);
        FailureClass failure = outcome.failure();
        return failure == null ? FailureClass.RESET : failure;
    }
}
