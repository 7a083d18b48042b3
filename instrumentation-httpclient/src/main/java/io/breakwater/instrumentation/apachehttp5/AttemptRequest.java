package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.extension.OwnCall;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The application's request for one attempt: the mark by which our join points know it, and a way to end this attempt
 * alone. Cancelling the application's own request ends the attempt, too.
 *
 * <p>Thread-safety: cancelling is thread-safe; the rest is for the client's thread, as in every request.
 */
final class AttemptRequest extends BasicClassicHttpRequest implements Configurable, CancellableDependency {
    static final OwnCall OWN_CALL = new OwnCall();

    private static final long serialVersionUID = 1;

    private final transient @Nullable CancellableDependency applications;
    private final transient @Nullable RequestConfig config;
    private final transient AtomicReference<@Nullable Cancellable> underWay = new AtomicReference<>();
    private volatile boolean aborted;

    AttemptRequest(ClassicHttpRequest request, @Nullable RequestConfig config) {
        super(request.getMethod(), request.getPath());
        RequestCopies.copy(request, this);
        setEntity(request.getEntity());
        this.applications = request instanceof CancellableDependency ? (CancellableDependency) request : null;
        this.config = config;
    }

    @Override
    public @Nullable RequestConfig getConfig() {
        return config;
    }

    /** Ends this attempt, down to the wire; the application's request knows nothing of it. */
    void abort() {
        aborted = true;
        Cancellable current = underWay.get();
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public void setDependency(Cancellable cancellable) {
        underWay.set(cancellable);
        if (applications != null) {
            applications.setDependency(cancellable);
        }
        if (aborted) {
            cancellable.cancel();
        }
    }

    @Override
    public boolean isCancelled() {
        return aborted || isCancelledByApplication();
    }

    private boolean isCancelledByApplication() {
        return applications != null && applications.isCancelled();
    }

    @Override
    public boolean cancel() {
        if (applications != null) {
            return applications.cancel();
        }
        abort();
        return true;
    }
}
