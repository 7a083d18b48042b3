package io.breakwater.extension.http;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP exchange came to, in the engine's words, as far as the JDK's own types tell. A client with types of its own
 * asks those first. What is not known to be one thing is classed as the more careful one: only a failure that surely came
 * before the request is {@code connect-failure}.
 *
 * <p>Thread-safety: stateless.
 */
public final class HttpOutcomes {
    private static final int MAX_CAUSES = 8;

    private HttpOutcomes() {}

    /**
     * @param header gives the first value of an answer's header by its name, or null
     * @param epochMillis our wall clock
     */
    public static Outcome ofAnswer(int status, Function<String, @Nullable String> header, long epochMillis) {
        Outcome outcome = Outcome.ofStatus(status);
        if (status < 400) {
            return outcome;
        }
        long waitNanos = RetryAfter.nanos(header.apply("Retry-After"), header.apply("Date"), epochMillis);
        return waitNanos == Outcome.NO_RETRY_AFTER ? outcome : outcome.withRetryAfter(waitNanos);
    }

    /**
     * A failure of a client on blocking sockets. A {@link SocketTimeoutException} is an attempt timeout: that it came
     * while connecting only the client can tell.
     */
    public static Outcome ofFailure(Throwable failure) {
        if (!(failure instanceof IOException) || isRefusal(failure)) {
            return Outcome.IGNORED;
        }
        boolean tls = false;
        boolean broken = false;
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < MAX_CAUSES; cause = cause.getCause(), depth++) {
            if (cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof PortUnreachableException
                    || cause instanceof UnknownHostException
                    || says(cause, "terminated the handshake")
                    || says(cause, "during handshake")) {
                return Outcome.failed(FailureClass.CONNECT_FAILURE);
            }
            if (cause instanceof SocketTimeoutException) {
                return Outcome.failed(FailureClass.ATTEMPT_TIMEOUT);
            }
            if (cause instanceof FileNotFoundException) {
                return Outcome.IGNORED;
            }
            if (cause instanceof CertificateException || cause instanceof ProtocolException) {
                return Outcome.OTHER_FAILURE;
            }
            tls |= cause instanceof SSLException;
            broken |= cause instanceof SocketException || cause instanceof EOFException;
        }
        return broken && !tls ? Outcome.failed(FailureClass.RESET) : Outcome.OTHER_FAILURE;
    }

    /** True if the failure is, or comes from, a refusal of ours. */
    public static boolean isRefusal(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < MAX_CAUSES; cause = cause.getCause(), depth++) {
            if (cause instanceof CallNotPermittedException
                    || cause instanceof BulkheadFullException
                    || cause instanceof DeadlineExceededException) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(Throwable cause, String words) {
        String message = cause.getMessage();
        return message != null && message.contains(words);
    }
}
