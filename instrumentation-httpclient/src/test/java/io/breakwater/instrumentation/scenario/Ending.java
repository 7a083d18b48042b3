package io.breakwater.instrumentation.scenario;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How a call ended for the application. Immutable. */
final class Ending {
    private final CallResult result;
    private final Throwable failure;

    private Ending(CallResult result, Throwable failure) {
        this.result = result;
        this.failure = failure;
    }

    static Ending of(ClientForm.RunningCall call) {
        try {
            return new Ending(call.await(), null);
        } catch (AssertionError unfinished) {
            throw unfinished;
        } catch (Throwable thrown) {
            return new Ending(null, thrown);
        }
    }

    /** Null if the call has not ended by then. */
    static Ending within(Duration wait, ClientForm.RunningCall call) throws Exception {
        CompletableFuture<Ending> ending = new CompletableFuture<>();
        Thread waiting = new Thread(() -> ending.complete(of(call)), "waits-for-the-end");
        waiting.setDaemon(true);
        waiting.start();
        try {
            return ending.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
            return null;
        }
    }

    /** The answer's status; 0 if there is none. */
    int status() {
        return result == null ? 0 : result.status();
    }

    /** The answer's body; null if there is none. */
    String body() {
        return result == null ? null : result.body();
    }

    /** Null if there is an answer. */
    Throwable failure() {
        return failure;
    }

    boolean isTimeout() {
        return failure instanceof HttpTimeoutException || failure instanceof InterruptedIOException;
    }

    /**
     * The status, or the type that an application catches. Which of its subtypes a broken connection is, is a matter of
     * chance; so it counts as any other {@link IOException}.
     */
    String text() {
        if (failure == null) {
            return String.valueOf(result.status());
        }
        if (failure instanceof ConnectException) {
            return "ConnectException";
        }
        if (failure instanceof CancellationException) {
            return "CancellationException";
        }
        return failure instanceof IOException && !isTimeout()
                ? "IOException"
                : typeOf(failure).getSimpleName();
    }

    /** All that the application can see. */
    String details() {
        if (failure == null) {
            return result.status() + " " + result.headers() + " " + result.body();
        }
        StringBuilder details = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            details.append(each).append('\n');
        }
        return details.toString();
    }

    private static Class<?> typeOf(Throwable failure) {
        Class<?> type = failure.getClass();
        while (type.getName().startsWith("io.breakwater.")) {
            type = type.getSuperclass();
        }
        return type;
    }

    @Override
    public String toString() {
        return failure == null ? text() : String.valueOf(failure);
    }
}
