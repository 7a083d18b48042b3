package io.breakwater.instrumentation.okhttp;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.extension.http.HttpOutcomes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.internal.http2.StreamResetException;
import org.jspecify.annotations.Nullable;

/**
 * The client's exceptions in the engine's words. Thread-safety: stateless. Source: the exceptions of 3.14.9, 4.12.0 and
 * 5.3.2, seen one by one.
 */
final class OkFailures {
    private static final int MAX_CAUSES = 8;

    private OkFailures() {}

    /** @param begun true if anything of the request may have gone out */
    static Outcome classify(Throwable failure, boolean begun) {
        if (failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException)) {
            return Outcome.IGNORED;
        }
        if (failure instanceof ConnectionShutdownException) {
            return Outcome.failed(FailureClass.REFUSED_STREAM);
        }
        if (failure instanceof StreamResetException) {
            return Outcome.failed(
                    ((StreamResetException) failure).errorCode == ErrorCode.REFUSED_STREAM
                            ? FailureClass.REFUSED_STREAM
                            : FailureClass.RESET);
        }
        Outcome outcome = HttpOutcomes.ofFailure(failure);
        if (begun) {
            return outcome.failure() == FailureClass.CONNECT_FAILURE ? Outcome.failed(FailureClass.RESET) : outcome;
        }
        return isConnectionBroken(failure, outcome) ? Outcome.failed(FailureClass.CONNECT_FAILURE) : outcome;
    }

    /** Before the request: whatever broke, the connection did not come about. A refused certificate is no such thing. */
    private static boolean isConnectionBroken(Throwable failure, Outcome outcome) {
        FailureClass known = outcome.failure();
        if (known == FailureClass.RESET || known == FailureClass.ATTEMPT_TIMEOUT) {
            return true;
        }
        boolean broken = false;
        int depth = 0;
        for (@Nullable Throwable cause = failure;
                cause != null && depth < MAX_CAUSES;
                cause = cause.getCause(), depth++) {
            if (cause instanceof CertificateException) {
                return false;
            }
            broken |= cause instanceof SocketException || cause instanceof EOFException;
        }
        return broken && failure instanceof IOException && outcome == Outcome.OTHER_FAILURE;
    }
}
