package io.breakwater.instrumentation.urlconnection;

import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.extension.http.HttpOutcomes;
import java.io.IOException;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * The application connects, or asks for the stream of the request's body, before it asks for the answer. A connection
 * alone counts for nothing but what it pays for retries: the answer will. One that cannot be had counts as a failed call.
 *
 * <p>Thread-safety: confined to the application's thread.
 */
final class ConnectCall extends UrlConnectionCall<Boolean> {

    ConnectCall(Engine engine, Guard guard, Insides insides, HttpURLConnection connection) {
        super(engine, guard, insides, connection);
    }

    @Override
    Boolean invoke() throws IOException {
        connection.connect();
        return Boolean.TRUE;
    }

    @Override
    public boolean isPrelude() {
        return true;
    }

    @Override
    boolean asksForAnswer() {
        return false;
    }

    @Override
    Outcome classify(UrlConnectionAttempt<Boolean> attempt, @Nullable Boolean result, @Nullable Throwable failure) {
        return failure == null || isCancelled()
                ? Outcome.IGNORED
                : InputStreamCall.beforeRequest(HttpOutcomes.ofFailure(failure));
    }

    @Override
    @Nullable
    Boolean handOver(@Nullable Boolean result) {
        return result;
    }

    @Override
    void settle(Exception thrown) {
        insides.letGo(connection);
    }
}
