package io.breakwater.instrumentation.urlconnection;

import io.breakwater.engine.Engine;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.extension.http.HttpOutcomes;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** The application asks for the answer. Thread-safety: confined to the application's thread. */
final class InputStreamCall extends UrlConnectionCall<InputStream> {

    InputStreamCall(Engine engine, Guard guard, Insides insides, HttpURLConnection connection) {
        super(engine, guard, insides, connection);
    }

    @Override
    @Nullable
    InputStream invoke() throws IOException {
        return connection.getInputStream();
    }

    @Override
    boolean asksForAnswer() {
        return true;
    }

    /** Who has connected ahead has paid for retries then. */
    @Override
    public boolean isContinuation() {
        return insides.isConnected(connection);
    }

    /** The status of a refusal arrives as an exception; the answer is there all the same. */
    @Override
    Outcome classify(
            UrlConnectionAttempt<InputStream> attempt, @Nullable InputStream result, @Nullable Throwable failure) {
        int status = insides.status(connection);
        boolean answered = failure == null || (status >= 400 && insides.answer(connection) != null);
        if (answered && !attempt.isExpired()) {
            return status < 0 ? Outcome.IGNORED : ofAnswer(status);
        }
        if (failure == null || isCancelled()) {
            return Outcome.IGNORED;
        }
        Outcome outcome =
                isFailureOfWrite(failure) ? Outcome.failed(FailureClass.RESET) : HttpOutcomes.ofFailure(failure);
        return attempt.hasSent()
                ? outcome.isNeverSent() ? Outcome.failed(FailureClass.RESET) : outcome
                : beforeRequest(outcome);
    }

    private Outcome ofAnswer(int status) {
        return HttpOutcomes.ofAnswer(
                status,
                name -> insides.header(connection, name),
                engine.surroundings().time().epochMillis());
    }

    /** What broke before the request was written. */
    static Outcome beforeRequest(Outcome outcome) {
        return outcome.failure() == null ? outcome : Outcome.failed(FailureClass.CONNECT_FAILURE);
    }

    private static boolean isFailureOfWrite(Throwable failure) {
        return failure instanceof IOException && "Error writing to server".equals(failure.getMessage());
    }

    @Override
    @Nullable
    InputStream handOver(@Nullable InputStream result) {
        UrlConnectionAttempt<InputStream> last = attempt();
        try {
            InputStream limited = last == null ? null : last.limitBody();
            return result == null || limited == null ? result : limited;
        } catch (Throwable bug) {
            engine.failedOpen("limitBody", bug);
            return result;
        }
    }

    /** The JDK asks a second time to find the status, and must not get another outcome then. */
    @Override
    void settle(Exception thrown) {
        insides.letGo(connection);
        insides.forgetAnswer(connection);
        insides.remember(connection, thrown);
    }
}
