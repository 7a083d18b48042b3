package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.Engine;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a classic client's chain below its own repetition, during an attempt of ours. Thread-safety: confined to
 * the calling thread.
 */
final class DrivenChain implements ExecChain {
    private final Engine engine;
    private final ClassicAttempt attempt;
    private final ExecChain chain;

    DrivenChain(Engine engine, ClassicAttempt attempt, ExecChain chain) {
        this.engine = engine;
        this.attempt = attempt;
        this.chain = chain;
    }

    @Override
    public ClassicHttpResponse proceed(ClassicHttpRequest request, Scope scope) throws IOException, HttpException {
        ClassicHttpResponse response;
        try {
            response = chain.proceed(request, scope);
        } catch (IOException failure) {
            if (isDriven(() -> attempt.drives(failure))) {
                throw new PastRepetition(null, failure);
            }
            throw failure;
        }
        if (isDriven(() -> attempt.drives(response))) {
            throw new PastRepetition(response, null);
        }
        return response;
    }

    private boolean isDriven(BooleanSupplier question) {
        try {
            return question.getAsBoolean();
        } catch (Throwable bug) {
            engine.failedOpen("forbidRepetition", bug);
            return false;
        }
    }

    /** Carries an outcome past the client's own repetition; nobody but {@link RepetitionAdapter} sees it. */
    static final class PastRepetition extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient @Nullable ClassicHttpResponse response;
        private final @Nullable IOException failure;

        PastRepetition(@Nullable ClassicHttpResponse response, @Nullable IOException failure) {
            super(null, null, false, false);
            this.response = response;
            this.failure = failure;
        }

        @Nullable
        ClassicHttpResponse response() {
            return response;
        }

        @Nullable
        IOException failure() {
            return failure;
        }
    }
}
