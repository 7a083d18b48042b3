package io.breakwater.smoke.streams;

import java.net.URI;
import java.nio.ByteBuffer;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.client5.http.async.methods.ConfigurableHttpRequest;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.StreamChannel;
import org.apache.hc.core5.http.nio.entity.AbstractBinAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;

/** The asynchronous Apache HttpClient 5, with a producer and a consumer. */
public final class Apache5AsyncStreamer implements Streamer {
    private final CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();

    public Apache5AsyncStreamer() {
        client.start();
    }

    @Override
    public int upload(String url, long bytes) throws Exception {
        ConfigurableHttpRequest request = new ConfigurableHttpRequest("PUT", URI.create(url));
        return Awaited.result(
                        client.execute(new BasicRequestProducer(request, new Making(bytes)), new Counting(), null))
                .status;
    }

    @Override
    public long download(String url) throws Exception {
        ConfigurableHttpRequest request = new ConfigurableHttpRequest("GET", URI.create(url));
        return Awaited.result(client.execute(new BasicRequestProducer(request, null), new Counting(), null)).bytes;
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    private static final class Making extends AbstractBinAsyncEntityProducer {
        private final MadeBody body;
        private final ByteBuffer part = ByteBuffer.wrap(MadeBody.part());

        Making(long bytes) {
            super(0, ContentType.APPLICATION_OCTET_STREAM);
            body = new MadeBody(bytes);
            part.limit(0);
        }

        @Override
        protected int availableData() {
            return Integer.MAX_VALUE;
        }

        @Override
        protected void produceData(StreamChannel<ByteBuffer> channel) throws java.io.IOException {
            if (!part.hasRemaining()) {
                int count = body.read(part.array(), 0, part.capacity());
                if (count < 0) {
                    channel.endStream();
                    return;
                }
                part.clear();
                part.limit(count);
            }
            channel.write(part);
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public void failed(Exception cause) {}
    }

    private static final class Counting extends AbstractBinResponseConsumer<Counting> {
        private int status;
        private long bytes;

        @Override
        protected void start(HttpResponse response, ContentType contentType) {
            status = response.getCode();
        }

        @Override
        protected int capacityIncrement() {
            return Integer.MAX_VALUE;
        }

        @Override
        protected void data(ByteBuffer part, boolean isLast) {
            bytes += part.remaining();
            part.position(part.limit());
        }

        @Override
        protected Counting buildResult() {
            return this;
        }

        @Override
        public void failed(Exception cause) {}

        @Override
        public void releaseResources() {}
    }
}
