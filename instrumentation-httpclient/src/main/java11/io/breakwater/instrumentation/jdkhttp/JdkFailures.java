package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.extension.http.CallNotPermittedException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/**
 * The client's exceptions in the engine's words. What is not known to be one thing is classed as the more careful one:
 * only a failure that surely came before the request is {@code connect-failure}, and an answer that is whole but not
 * valid is no {@code reset}, because the server has done its work.
 *
 * <p>Thread-safety: stateless. Source: the exceptions of Java 11, 17, 21 and 25, seen one by one.
 */
final class JdkFailures {
    private static final int MAX_CAUSES = 8;

    /**
     * What the client says of an answer, be it a proxy's, that it does not accept, where the exception's class does not tell it from a
     * broken connection. Constants of the client, the same in every language.
     */
    private static final String[] INVALID_ANSWERS = {
        "content length header with 204",
        "no statuscode in response",
        "Invalid redirection",
        "header missing for response code",
        "too many authentication attempts",
        "No credentials provided",
        "Tunnel failed, got"
    };

    private JdkFailures() {}

    static Outcome classify(Throwable failure) {
        if (isRefusal(failure)) {
            return Outcome.IGNORED;
        }
        if (failure instanceof HttpConnectTimeoutException || failure instanceof ConnectException) {
            return Outcome.failed(FailureClass.CONNECT_FAILURE);
        }
        if (failure instanceof HttpTimeoutException) {
            return Outcome.failed(FailureClass.ATTEMPT_TIMEOUT);
        }
        return failure instanceof IOException ? classifyChain(failure) : Outcome.IGNORED;
    }

    /** True if we refused the call, or the target of a redirect; {@code send} wraps that in an exception of the same kind. */
    static boolean isRefusal(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < MAX_CAUSES; cause = cause.getCause(), depth++) {
            if (cause instanceof CallNotPermittedException || cause instanceof DeadlineExceededException) {
                return true;
            }
        }
        return false;
    }

    /**
     * True if the connection failed, and not the application's own body handler, once the answer had begun. Both arrive
     * as an {@link IOException}.
     */
    static boolean isTransport(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < MAX_CAUSES; cause = cause.getCause(), depth++) {
            if (cause instanceof EOFException
                    || cause instanceof SocketException
                    || cause instanceof ClosedChannelException
                    || cause instanceof HttpTimeoutException
                    || says(cause, "RST_STREAM")
                    || says(cause, "GOAWAY")
                    || says(cause, "fixed content-length")
                    || says(cause, "chunked transfer encoding")) {
                return true;
            }
        }
        return false;
    }

    private static Outcome classifyChain(Throwable failure) {
        int depth = 0;
        boolean tls = false;
        for (Throwable cause = failure; cause != null && depth < MAX_CAUSES; cause = cause.getCause(), depth++) {
            if (cause instanceof ConnectException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof UnknownHostException
                    || says(cause, "terminated the handshake")) {
                return Outcome.failed(FailureClass.CONNECT_FAILURE);
            }
            if (says(cause, "not processed by peer") || says(cause, "Stream not processed")) {
                return Outcome.failed(FailureClass.REFUSED_STREAM);
            }
            if (cause instanceof CertificateException || isInvalidAnswer(cause)) {
                return Outcome.OTHER_FAILURE;
            }
            if (cause instanceof FileSystemException || cause instanceof FileNotFoundException) {
                return Outcome.IGNORED;
            }
            tls |= cause instanceof SSLException;
        }
        return tls ? Outcome.OTHER_FAILURE : Outcome.failed(FailureClass.RESET);
    }

    /** A number or an address in the answer's head that cannot be read is an {@link IllegalArgumentException}. */
    private static boolean isInvalidAnswer(Throwable cause) {
        if (cause instanceof ProtocolException || cause instanceof IllegalArgumentException) {
            return true;
        }
        for (String words : INVALID_ANSWERS) {
            if (says(cause, words)) {
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
