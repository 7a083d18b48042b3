package io.breakwater.instrumentation.apachehttp5;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Set;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/** A body from a stream that can be read once. */
final class StreamProducer implements AsyncEntityProducer {
    private final InputStream in;
    private final ByteBuffer part = ByteBuffer.allocate(1 << 16).limit(0);

    StreamProducer(InputStream in) {
        this.in = in;
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public int available() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (!part.hasRemaining()) {
            int count = in.read(part.array());
            if (count < 0) {
                channel.endStream();
                return;
            }
            part.position(0).limit(count);
        }
        channel.write(part);
    }

    @Override
    public void failed(Exception cause) {}

    @Override
    public void releaseResources() {}

    @Override
    public long getContentLength() {
        return -1;
    }

    @Override
    public String getContentType() {
        return "application/octet-stream";
    }

    @Override
    public String getContentEncoding() {
        return null;
    }

    @Override
    public boolean isChunked() {
        return true;
    }

    @Override
    public Set<String> getTrailerNames() {
        return Collections.emptySet();
    }
}
