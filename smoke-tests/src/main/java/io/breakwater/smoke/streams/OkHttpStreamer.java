package io.breakwater.smoke.streams;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/** OkHttp. */
public final class OkHttpStreamer implements Streamer {
    private final OkHttpClient client = new OkHttpClient();

    @Override
    public int upload(String url, long bytes) throws IOException {
        Request request = new Request.Builder().url(url).put(new Making(bytes)).build();
        try (Response response = client.newCall(request).execute()) {
            return response.code();
        }
    }

    @Override
    public long download(String url) throws IOException {
        try (Response response =
                client.newCall(new Request.Builder().url(url).build()).execute()) {
            return MadeBody.lengthOf(response.body().byteStream());
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private static final class Making extends RequestBody {
        private final MadeBody body;
        private final long bytes;

        Making(long bytes) {
            this.body = new MadeBody(bytes);
            this.bytes = bytes;
        }

        @Override
        public MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return bytes;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            byte[] part = MadeBody.part();
            for (int count = body.read(part, 0, part.length); count >= 0; count = body.read(part, 0, part.length)) {
                sink.write(part, 0, count);
            }
        }
    }
}
