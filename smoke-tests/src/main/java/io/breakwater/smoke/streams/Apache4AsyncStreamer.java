package io.breakwater.smoke.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpPut;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.client.methods.AsyncByteConsumer;
import org.apache.http.nio.client.methods.HttpAsyncMethods;
import org.apache.http.protocol.HttpContext;

/** Apache HttpAsyncClient 4, with a producer and a consumer. */
public final class Apache4AsyncStreamer implements Streamer {
    private final CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();

    public Apache4AsyncStreamer() {
        client.start();
    }

    @Override
    public int upload(String url, long bytes) throws Exception {
        HttpPut request = new HttpPut(url);
        request.setEntity(new InputStreamEntity(new MadeBody(bytes), bytes));
        return Awaited.result(client.execute(HttpAsyncMethods.create(request), new Counting(), null)).status;
    }

    @Override
    public long download(String url) throws Exception {
        return Awaited.result(client.execute(HttpAsyncMethods.createGet(url), new Counting(), null)).bytes;
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Counting extends AsyncByteConsumer<Counting> {
        private int status;
        private long bytes;

        @Override
        protected void onResponseReceived(HttpResponse response) {
            status = response.getStatusLine().getStatusCode();
        }

        @Override
        protected void onByteReceived(ByteBuffer part, IOControl control) {
            bytes += part.remaining();
            part.position(part.limit());
        }

        @Override
        protected Counting buildResult(HttpContext context) {
            return this;
        }
    }
}
