package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.Rejection;
import io.breakwater.engine.Stage;
import io.breakwater.extension.http.CallNotPermittedException;
import io.breakwater.extension.http.DeadlineExceededException;
import java.io.IOException;

/** What the application sees of a refused call. Thread-safety: stateless. */
final class Rejections {
    private Rejections() {}

    static IOException exception(Rejection rejection) {
        if (rejection.stage() == Stage.DEADLINE_GATE) {
            return new DeadlineExceededException(rejection.message());
        }
        return rejection.stage() == Stage.BULKHEAD
                ? new BulkheadFullException(rejection.message())
                : new CallNotPermittedException(rejection.message());
    }
}
