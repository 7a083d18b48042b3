package io.breakwater.instrumentation.urlconnection;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.OwnCall;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpClient.writeRequests} of {@code sun.net.www.http}: the request is put together, and goes out, with what we have
 * to tell the server. If that fails the JDK would write it once more by itself; where our policy decides on such a failure,
 * it must not.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable. Errors: what the method throws.
 */
public final class WriteAdapter implements Adapter {
    private static final OwnCall OWN_CALL = new OwnCall();

    private final Engine engine;

    public WriteAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws IOException {
        if (OWN_CALL.take()) {
            return null;
        }
        Object lines = call[1];
        Object written = lines;
        try {
            RequestSnapshot.forbidRepetitionOfWrite();
            written = WrittenRequest.linesOf(lines);
        } catch (Throwable bug) {
            engine.failedOpen("writeRequests", bug);
        }
        if (written == lines) {
            return null;
        }
        OWN_CALL.begin();
        try {
            WrittenRequest.write(call[0], written, call[2], call[3]);
        } finally {
            OWN_CALL.end();
        }
        return new Object[] {null};
    }
}
