package io.breakwater.instrumentation.apachehttp4;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import org.apache.http.HttpEntity;
import org.apache.http.entity.HttpEntityWrapper;

/** The body of an answer under a limit. Thread-safety: as the entity within. */
final class LimitedEntity extends HttpEntityWrapper {
    private final BodyLimit limit;

    LimitedEntity(HttpEntity entity, BodyLimit limit) {
        super(entity);
        this.limit = limit;
    }

    @Override
    public InputStream getContent() throws IOException {
        return new LimitedStream(super.getContent(), limit);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = getContent()) {
            byte[] part = new byte[4096];
            for (int length = in.read(part); length >= 0; length = in.read(part)) {
                out.write(part, 0, length);
            }
        }
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // the interface's, not ours
    public void consumeContent() throws IOException {
        getContent().close();
    }

    private static final class LimitedStream extends FilterInputStream {
        private final BodyLimit limit;

        LimitedStream(InputStream in, BodyLimit limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            limit.waits();
            try {
                return passed(super.read());
            } catch (IOException failure) {
                throw translated(failure);
            } finally {
                limit.goesOn();
            }
        }

        @Override
        public int read(byte[] part, int offset, int length) throws IOException {
            limit.waits();
            try {
                return passed(super.read(part, offset, length));
            } catch (IOException failure) {
                throw translated(failure);
            } finally {
                limit.goesOn();
            }
        }

        private int passed(int read) throws IOException {
            if (read < 0) {
                if (limit.isExpired()) {
                    throw timedOut();
                }
                limit.end();
            }
            return read;
        }

        private IOException translated(IOException failure) {
            limit.end();
            return limit.isExpired() ? timedOut() : failure;
        }

        private static IOException timedOut() {
            return new SocketTimeoutException("Read timed out");
        }

        /** Under the limit, too: to close a body is to read what is left of it, where the connection is to be kept. */
        @Override
        public void close() throws IOException {
            limit.waits();
            try {
                super.close();
            } catch (IOException failure) {
                throw translated(failure);
            } finally {
                limit.goesOn();
                limit.end();
            }
        }
    }
}
