package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * {@code MultiExchange.getExceptionalCF}: an exchange failed, and the client is about to decide whether to repeat it by
 * itself (a GET once after a reset, anything once after a failed connect or a refused stream). Where our policy decides
 * on such a failure, the client must not: attempts would multiply.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class RepetitionAdapter implements Watcher {

    private final Engine engine;

    public RepetitionAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        try {
            Object mark = MultiExchanges.markOf(call[0]);
            if (mark != null && forbids(mark, call)) {
                MultiExchanges.forbidRepetition(call[0]);
            }
        } catch (Throwable bug) {
            engine.failedOpen("forbidRepetition", bug);
        }
        return null;
    }

    /** An attempt that is over is not repeated at all. */
    private static boolean forbids(Object mark, Object[] call) throws Throwable {
        JdkAttempt<?> attempt = AttemptMark.attemptOf(mark);
        boolean unprocessed = call.length > 2 && MultiExchanges.isUnprocessed(call[2]);
        return attempt == null
                ? AttemptMark.isErased(mark)
                : attempt.forbidsRepetition(unwrapped((Throwable) call[1]), unprocessed);
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof CompletionException && cause != null ? cause : thrown;
    }
}
