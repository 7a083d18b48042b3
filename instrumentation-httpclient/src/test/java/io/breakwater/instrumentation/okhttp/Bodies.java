package io.breakwater.instrumentation.okhttp;

import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** Bodies as applications write them. */
final class Bodies {
    private Bodies() {}

    /** Says that it can be sent once only. */
    static RequestBody once(byte[] bytes) {
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return null;
            }

            @Override
            public long contentLength() {
                return bytes.length;
            }

            @Override
            public boolean isOneShot() {
                return true;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sink.write(bytes);
            }
        };
    }

    /** Of unknown length, written as it is read; says nothing of how often it can be sent. */
    static RequestBody streamed(InputStream stream) {
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return null;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                byte[] part = new byte[1 << 14];
                for (int count = stream.read(part); count >= 0; count = stream.read(part)) {
                    sink.write(part, 0, count);
                }
            }
        };
    }

    static long count(InputStream stream) throws IOException {
        byte[] part = new byte[1 << 14];
        long bytes = 0;
        for (int count = stream.read(part); count >= 0; count = stream.read(part)) {
            bytes += count;
        }
        return bytes;
    }
}
