package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.extension.http.HttpOutcomes;
import java.io.IOException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.StreamClosedException;
import org.apache.hc.core5.http2.H2StreamResetException;
import org.jspecify.annotations.Nullable;

/**
 * The client's answers and exceptions in the engine's words.
 *
 * <p>Thread-safety: stateless. Source: the exceptions of 5.0 to 5.6, seen one by one.
 */
final class Outcomes {
    /** Since core 5.1: the connection was closed before the request went out on it. */
    private static final String NOT_EXECUTED = "org.apache.hc.core5.http.RequestNotExecutedException";

    private static final String STREAM_RESET = "org.apache.hc.core5.http2.H2StreamResetException";
    private static final int REFUSED_STREAM = 7;

    private Outcomes() {}

    static Outcome ofAnswer(HttpResponse response, long epochMillis) {
        return HttpOutcomes.ofAnswer(response.getCode(), name -> firstHeader(response, name), epochMillis);
    }

    static @Nullable String firstHeader(org.apache.hc.core5.http.MessageHeaders message, String name) {
        Header header = message.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    static Outcome ofFailure(Throwable failure) {
        if (failure instanceof ConnectTimeoutException) {
            return Outcome.failed(FailureClass.CONNECT_FAILURE);
        }
        if (HttpOutcomes.isRefusal(failure) || failure instanceof RequestFailedException) {
            return Outcome.IGNORED;
        }
        if (failure instanceof ConnectionRequestTimeoutException || isShutDown(failure)) {
            return Outcome.NOT_STARTED;
        }
        String name = failure.getClass().getName();
        if (name.equals(NOT_EXECUTED) || (name.equals(STREAM_RESET) && isRefusedStream(failure))) {
            return Outcome.failed(FailureClass.REFUSED_STREAM);
        }
        if (isBroken(failure)) {
            return Outcome.failed(FailureClass.RESET);
        }
        if (failure instanceof HttpException || failure instanceof ClientProtocolException) {
            return Outcome.OTHER_FAILURE;
        }
        return HttpOutcomes.ofFailure(failure);
    }

    /** True if the connection failed, and not the application's own code, once the answer had begun. */
    static boolean isTransport(Throwable failure) {
        FailureClass failureClass = ofFailure(failure).failure();
        return failureClass == FailureClass.RESET || failureClass == FailureClass.ATTEMPT_TIMEOUT;
    }

    private static boolean isBroken(Throwable failure) {
        return failure instanceof NoHttpResponseException
                || failure instanceof ConnectionClosedException
                || failure instanceof StreamClosedException
                || failure instanceof java.nio.channels.ClosedChannelException
                || failure.getClass().getName().equals(STREAM_RESET);
    }

    /** A class of its own for each way in which a closed client refuses to begin. */
    private static boolean isShutDown(Throwable failure) {
        String message = failure.getMessage();
        return failure instanceof IllegalStateException
                || failure instanceof java.util.concurrent.CancellationException
                || (failure instanceof IOException && message != null && message.contains("shut down"));
    }

    /** The only place that needs HTTP/2's classes, which a classic client can do without. */
    private static boolean isRefusedStream(Throwable failure) {
        return ((H2StreamResetException) failure).getCode() == REFUSED_STREAM;
    }
}
