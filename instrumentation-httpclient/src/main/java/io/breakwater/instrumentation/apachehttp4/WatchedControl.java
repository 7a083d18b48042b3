package io.breakwater.instrumentation.apachehttp4;

import java.io.IOException;
import org.apache.http.nio.ContentDecoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;

/** A connection whose next part is waited for only as long as the consumer wants one. Thread-safety: thread-safe. */
final class WatchedControl implements IOControl {
    private final BodyLimit limit;
    private final IOControl control;
    private volatile boolean suspended;

    WatchedControl(BodyLimit limit, IOControl control) {
        this.limit = limit;
        this.control = control;
    }

    void consume(HttpAsyncResponseConsumer<?> consumer, ContentDecoder decoder) throws IOException {
        limit.goesOn();
        consumer.consumeContent(decoder, this);
        if (!suspended) {
            limit.waits();
        }
    }

    @Override
    public void requestInput() {
        suspended = false;
        limit.waits();
        control.requestInput();
    }

    @Override
    public void suspendInput() {
        suspended = true;
        limit.goesOn();
        control.suspendInput();
    }

    @Override
    public void requestOutput() {
        control.requestOutput();
    }

    @Override
    public void suspendOutput() {
        control.suspendOutput();
    }

    @Override
    public void shutdown() throws IOException {
        control.shutdown();
    }
}
