package io.breakwater.config.source;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/**
 * Why there is no answer that one can use. Other exceptions than these are told by their class alone, because the JDK's
 * messages repeat the URL with its query.
 */
final class FetchFailure extends IOException {
    private static final long serialVersionUID = 1;

    /** @param message without the URL */
    FetchFailure(String message) {
        super(message);
    }

    static String words(IOException failure) {
        if (failure instanceof FetchFailure) {
            return String.valueOf(failure.getMessage());
        }
        boolean tellable = failure instanceof ConnectException
                || failure instanceof SocketTimeoutException
                || failure instanceof SSLException;
        if (failure instanceof UnknownHostException) {
            return "unknown host";
        }
        String name = failure.getClass().getSimpleName();
        return "unreachable: " + (tellable ? name + ": " + failure.getMessage() : name);
    }
}
