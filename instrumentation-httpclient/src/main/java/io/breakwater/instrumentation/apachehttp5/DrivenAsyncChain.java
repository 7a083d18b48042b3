package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.Engine;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.jspecify.annotations.Nullable;

/**
 * The rest of an asynchronous client's chain below its own repetition, during an attempt of ours. Thread-safety:
 * immutable; its callbacks are called one after another.
 */
final class DrivenAsyncChain implements AsyncExecChain {
    private final Engine engine;
    private final AsyncAttempt attempt;
    private final AsyncExecChain chain;
    private final AsyncExecCallback past;

    /** @param past hears of what goes past the client's own repetition */
    DrivenAsyncChain(Engine engine, AsyncAttempt attempt, AsyncExecChain chain, AsyncExecCallback past) {
        this.engine = engine;
        this.attempt = attempt;
        this.chain = chain;
        this.past = past;
    }

    @Override
    public void proceed(
            HttpRequest request, @Nullable AsyncEntityProducer body, Scope scope, AsyncExecCallback repetition)
            throws HttpException, IOException {
        chain.proceed(request, body, scope, new Fork(repetition));
    }

    private boolean isDriven(BooleanSupplier question) {
        try {
            return question.getAsBoolean();
        } catch (Throwable bug) {
            engine.failedOpen("forbidRepetition", bug);
            return false;
        }
    }

    private final class Fork implements AsyncExecCallback {
        private final AsyncExecCallback repetition;
        private volatile AsyncExecCallback chosen;

        Fork(AsyncExecCallback repetition) {
            this.repetition = repetition;
            this.chosen = repetition;
        }

        @Override
        public AsyncDataConsumer handleResponse(HttpResponse response, EntityDetails details)
                throws HttpException, IOException {
            chosen = isDriven(() -> attempt.drives(response)) ? past : repetition;
            return chosen.handleResponse(response, details);
        }

        @Override
        public void handleInformationResponse(HttpResponse response) throws HttpException, IOException {
            chosen.handleInformationResponse(response);
        }

        @Override
        public void completed() {
            chosen.completed();
        }

        @Override
        public void failed(Exception failure) {
            (isDriven(() -> attempt.drives(failure)) ? past : chosen).failed(failure);
        }
    }
}
