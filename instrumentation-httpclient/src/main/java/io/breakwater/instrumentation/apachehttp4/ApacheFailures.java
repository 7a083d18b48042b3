package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.extension.http.HttpOutcomes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;
import org.apache.http.ConnectionClosedException;
import org.apache.http.Header;
import org.apache.http.HttpResponse;
import org.apache.http.MessageConstraintException;
import org.apache.http.NoHttpResponseException;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.conn.ConnectionPoolTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The client's answers and exceptions in the engine's words. Thread-safety: stateless. Source: the exceptions of the
 * oldest and the newest version, seen one by one.
 */
final class ApacheFailures {
    private ApacheFailures() {}

    static Outcome ofAnswer(HttpResponse response, long epochMillis) {
        return HttpOutcomes.ofAnswer(
                response.getStatusLine().getStatusCode(), name -> firstHeader(response, name), epochMillis);
    }

    static @Nullable String firstHeader(HttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    static Outcome ofFailure(Throwable failure) {
        if (isRefusal(failure)) {
            return Outcome.IGNORED;
        }
        if (failure instanceof ConnectionPoolTimeoutException || failure instanceof TimeoutException) {
            return Outcome.OTHER_FAILURE; // the application's own pool was too small: nobody else is to blame
        }
        if (failure instanceof ConnectTimeoutException) {
            return Outcome.failed(FailureClass.CONNECT_FAILURE);
        }
        if (failure instanceof NoHttpResponseException || failure instanceof ConnectionClosedException) {
            return Outcome.failed(FailureClass.RESET);
        }
        if (failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException)) {
            return Outcome.IGNORED; // aborted, interrupted, or the client was closed
        }
        if (failure instanceof MessageConstraintException) {
            return Outcome.OTHER_FAILURE;
        }
        return failure instanceof IOException ? HttpOutcomes.ofFailure(failure) : Outcome.IGNORED;
    }

    /**
     * @param begun true if something of the request may have reached a server before: then it is never sent no more,
     *     whatever the failure is called
     */
    static Outcome ofFailure(Throwable failure, boolean begun) {
        Outcome outcome = ofFailure(failure);
        return begun && outcome.isNeverSent() ? Outcome.failed(FailureClass.RESET) : outcome;
    }

    static boolean isRefusal(Throwable failure) {
        return failure instanceof BulkheadFullException || HttpOutcomes.isRefusal(failure);
    }
}
