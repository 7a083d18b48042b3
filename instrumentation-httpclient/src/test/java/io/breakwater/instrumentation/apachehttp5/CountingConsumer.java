package io.breakwater.instrumentation.apachehttp5;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Counts a body, and keeps it if it is told to. */
final class CountingConsumer implements AsyncResponseConsumer<CountingConsumer> {
    private final boolean throwing;
    private final boolean keeping;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private long count;
    private HttpResponse response;
    private FutureCallback<CountingConsumer> callback;

    CountingConsumer(boolean throwing, boolean keeping) {
        this.throwing = throwing;
        this.keeping = keeping;
    }

    HttpResponse response() {
        return response;
    }

    byte[] body() {
        return body.toByteArray();
    }

    long count() {
        return count;
    }

    @Override
    public void consumeResponse(
            HttpResponse answer,
            EntityDetails details,
            HttpContext context,
            FutureCallback<CountingConsumer> resultCallback) {
        if (throwing) {
            throw new IllegalStateException("the application's own");
        }
        response = answer;
        callback = resultCallback;
        if (details == null) {
            callback.completed(this);
        }
    }

    @Override
    public void informationResponse(HttpResponse answer, HttpContext context) {}

    @Override
    public void updateCapacity(CapacityChannel channel) throws java.io.IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer part) {
        count += part.remaining();
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        if (keeping) {
            body.write(bytes, 0, bytes.length);
        }
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
        callback.completed(this);
    }

    @Override
    public void failed(Exception cause) {}

    @Override
    public void releaseResources() {}
}
