package io.breakwater.instrumentation.apachehttp5;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/** The answer's body under our limits. Thread-safety: confined to one thread at a time, as every entity. */
final class LimitedEntity extends HttpEntityWrapper {
    private final BodyLimits limits;
    private @Nullable InputStream content;

    LimitedEntity(HttpEntity entity, BodyLimits limits) {
        super(entity);
        this.limits = limits;
    }

    @Override
    @SuppressWarnings("NullAway") // null where the client's own entity has it
    public InputStream getContent() throws IOException {
        InputStream limited = content;
        if (limited == null) {
            InputStream in = super.getContent();
            limited = in == null ? null : new LimitedStream(in, limits);
            content = limited;
        }
        return limited;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = getContent()) {
            if (in != null) {
                byte[] part = new byte[8192];
                for (int read = in.read(part); read >= 0; read = in.read(part)) {
                    out.write(part, 0, read);
                }
            }
        }
    }

    /** Here, too, the client reads what is left. */
    @Override
    public void close() throws IOException {
        limits.readBegins();
        try {
            super.close();
        } catch (IOException broken) {
            throw limits.expired() ? ClassicAttempt.timedOut(broken) : broken;
        } finally {
            limits.readEnds();
            limits.end();
        }
    }

    private static final class LimitedStream extends FilterInputStream {
        private final BodyLimits limits;

        LimitedStream(InputStream in, BodyLimits limits) {
            super(in);
            this.limits = limits;
        }

        @Override
        public int read() throws IOException {
            limits.readBegins();
            try {
                return seen(in.read());
            } catch (IOException broken) {
                throw failed(broken);
            } finally {
                limits.readEnds();
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            limits.readBegins();
            try {
                return seen(in.read(bytes, offset, length));
            } catch (IOException broken) {
                throw failed(broken);
            } finally {
                limits.readEnds();
            }
        }

        @Override
        public long skip(long count) throws IOException {
            limits.readBegins();
            try {
                return in.skip(count);
            } catch (IOException broken) {
                throw failed(broken);
            } finally {
                limits.readEnds();
            }
        }

        /** The client reads what is left, to keep the connection. */
        @Override
        public void close() throws IOException {
            limits.readBegins();
            try {
                in.close();
            } catch (IOException broken) {
                throw failed(broken);
            } finally {
                limits.readEnds();
                limits.end();
            }
        }

        private int seen(int read) {
            if (read < 0) {
                limits.end();
            }
            return read;
        }

        private IOException failed(IOException broken) {
            if (limits.expired()) {
                limits.end();
                return ClassicAttempt.timedOut(broken);
            }
            return broken;
        }
    }
}
