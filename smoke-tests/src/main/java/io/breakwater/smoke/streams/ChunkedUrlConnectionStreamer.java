package io.breakwater.smoke.streams;

import java.net.HttpURLConnection;

/** The client that every Java version has, not told how long the body is. */
public final class ChunkedUrlConnectionStreamer extends UrlConnectionStreamer {
    @Override
    void setMode(HttpURLConnection connection, long bytes) {
        connection.setChunkedStreamingMode(0);
    }
}
