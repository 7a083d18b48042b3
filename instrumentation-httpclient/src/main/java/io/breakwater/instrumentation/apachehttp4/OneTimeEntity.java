package io.breakwater.instrumentation.apachehttp4;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.http.HttpEntity;
import org.apache.http.entity.HttpEntityWrapper;

/**
 * A body that can be sent only once, and knows whether that has begun: as long as it has not, another attempt can send it.
 * Thread-safety: as the entity within.
 */
final class OneTimeEntity extends HttpEntityWrapper {
    private volatile boolean touched;

    OneTimeEntity(HttpEntity entity) {
        super(entity);
    }

    boolean isTouched() {
        return touched;
    }

    @Override
    public InputStream getContent() throws IOException {
        touched = true;
        return super.getContent();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        touched = true;
        super.writeTo(out);
    }
}
