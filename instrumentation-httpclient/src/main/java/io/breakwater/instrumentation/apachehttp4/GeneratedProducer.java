package io.breakwater.instrumentation.apachehttp4;

import java.io.IOException;
import org.apache.http.HttpException;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * The application's producer after it was asked for its request, which it may not be asked for twice. Thread-safety: as
 * the producer within.
 */
class GeneratedProducer implements HttpAsyncRequestProducer {
    final HttpAsyncRequestProducer producer;
    private final @Nullable HttpRequest request;
    private final @Nullable Exception failure;

    /** @param failure what the producer threw instead of giving a request, or null */
    GeneratedProducer(HttpAsyncRequestProducer producer, @Nullable HttpRequest request, @Nullable Exception failure) {
        this.producer = producer;
        this.request = request;
        this.failure = failure;
    }

    @Override
    public HttpHost getTarget() {
        return producer.getTarget();
    }

    @Override
    public @Nullable HttpRequest generateRequest() throws IOException, HttpException {
        if (failure instanceof IOException) {
            throw (IOException) failure;
        }
        if (failure instanceof HttpException) {
            throw (HttpException) failure;
        }
        if (failure instanceof RuntimeException) {
            throw (RuntimeException) failure;
        }
        return request;
    }

    @Override
    public void produceContent(ContentEncoder encoder, IOControl control) throws IOException {
        producer.produceContent(encoder, control);
    }

    @Override
    public void requestCompleted(HttpContext context) {
        producer.requestCompleted(context);
    }

    @Override
    public void failed(Exception reason) {
        producer.failed(reason);
    }

    @Override
    public boolean isRepeatable() {
        return producer.isRepeatable();
    }

    @Override
    public void resetRequest() throws IOException {
        producer.resetRequest();
    }

    @Override
    public void close() throws IOException {
        producer.close();
    }
}
