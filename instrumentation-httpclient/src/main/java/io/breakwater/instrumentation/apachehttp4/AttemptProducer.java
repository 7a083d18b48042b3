package io.breakwater.instrumentation.apachehttp4;

import java.io.IOException;
import org.apache.http.HttpRequest;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;

/**
 * The application's producer for one attempt, and the mark by which we know it again. What ends the attempt is not the
 * end for the producer. Thread-safety: as the producer within.
 */
final class AttemptProducer extends GeneratedProducer {
    private final AsyncAttempt<?> attempt;

    AttemptProducer(AsyncAttempt<?> attempt, HttpAsyncRequestProducer producer, HttpRequest request) {
        super(producer, request, null);
        this.attempt = attempt;
    }

    AsyncAttempt<?> attempt() {
        return attempt;
    }

    @Override
    public void produceContent(ContentEncoder encoder, IOControl control) throws IOException {
        attempt.sendsBody();
        producer.produceContent(encoder, control);
    }

    @Override
    public void failed(Exception reason) {
        // The call may go on.
    }

    @Override
    public void close() {
        // The call may go on.
    }
}
