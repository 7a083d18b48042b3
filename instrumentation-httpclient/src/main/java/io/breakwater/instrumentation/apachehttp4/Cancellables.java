package io.breakwater.instrumentation.apachehttp4;

import java.io.IOException;
import org.apache.http.HttpRequest;
import org.apache.http.client.methods.AbortableHttpRequest;
import org.apache.http.client.methods.HttpExecutionAware;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.concurrent.Cancellable;
import org.apache.http.conn.ClientConnectionRequest;
import org.apache.http.conn.ConnectionReleaseTrigger;

/**
 * What ends a call early, and how the application's own {@code abort} comes to it. Thread-safety: stateless.
 */
final class Cancellables {
    private Cancellables() {}

    static Cancellable of(ClientConnectionRequest request) {
        return () -> {
            request.abortRequest();
            return true;
        };
    }

    static Cancellable of(ConnectionReleaseTrigger trigger) {
        return () -> {
            try {
                trigger.abortConnection();
                return true;
            } catch (IOException alreadyGone) {
                return false;
            }
        };
    }

    /** From now on, aborting the application's request ends this. */
    static void endsWith(HttpRequest request, Cancellable what) {
        if (request instanceof HttpExecutionAware) {
            ((HttpExecutionAware) request).setCancellable(what);
        } else if (request instanceof AbortableHttpRequest) {
            try {
                ((AbortableHttpRequest) request).setReleaseTrigger(new Trigger(what));
            } catch (IOException aborted) {
                what.cancel();
            }
        }
    }

    static boolean isAborted(HttpRequest request) {
        return request instanceof HttpExecutionAware
                ? ((HttpExecutionAware) request).isAborted()
                : request instanceof HttpUriRequest && ((HttpUriRequest) request).isAborted();
    }

    static void abort(HttpRequest request) {
        if (request instanceof AbortableHttpRequest) {
            ((AbortableHttpRequest) request).abort();
        } else if (request instanceof HttpUriRequest) {
            ((HttpUriRequest) request).abort();
        }
    }

    private static final class Trigger implements ConnectionReleaseTrigger {
        private final Cancellable what;

        Trigger(Cancellable what) {
            this.what = what;
        }

        @Override
        public void releaseConnection() {
            // The client releases by itself.
        }

        @Override
        public void abortConnection() {
            what.cancel();
        }
    }
}
