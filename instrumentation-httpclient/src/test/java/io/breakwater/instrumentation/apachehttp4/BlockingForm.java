package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.instrumentation.scenario.BlockingThread;
import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import io.breakwater.instrumentation.scenario.ClientForm;
import io.breakwater.instrumentation.scenario.ClientSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.function.IntSupplier;
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpPut;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;

/** What the blocking forms have in common. */
abstract class BlockingForm implements ClientForm {

    @Override
    public final String client() {
        return "Apache HttpClient 4";
    }

    @Override
    public final boolean isBlocking() {
        return true;
    }

    @Override
    public Client open(ClientSettings settings) {
        PoolingHttpClientConnectionManager pool = Configured.pool(settings);
        CloseableHttpClient client =
                Configured.builder(settings).setConnectionManager(pool).build();
        return new OpenClient(client, pool::shutdown, () -> pool.getTotalStats().getLeased());
    }

    /** Makes the call, and reads the answer to its end. */
    abstract CallResult call(HttpClient client, HttpRequestBase request, CallSpec spec) throws IOException;

    /** Reads an answer as it comes; with the old-style clients there is nothing to close but its body. */
    static CallResult read(HttpResponse response) throws IOException {
        try {
            return Sent.result(response);
        } finally {
            if (response instanceof AutoCloseable) {
                ((java.io.Closeable) response).close();
            }
        }
    }

    final class OpenClient implements Client {
        private final HttpClient client;
        private final Runnable close;
        private final IntSupplier leased;

        OpenClient(HttpClient client, Runnable close, IntSupplier leased) {
            this.client = client;
            this.close = close;
            this.leased = leased;
        }

        @Override
        public RunningCall start(CallSpec spec) {
            HttpRequestBase request = Sent.request(spec);
            return BlockingThread.start(() -> call(client, request, spec), request::abort);
        }

        @Override
        public long exchange(URI uri, InputStream body) throws IOException {
            HttpPut request = new HttpPut(uri);
            request.setEntity(new InputStreamEntity(body, -1));
            HttpResponse response = client.execute(request);
            try (InputStream in = response.getEntity().getContent()) {
                return lengthOf(in);
            }
        }

        @Override
        public int leasedConnections() {
            return leased.getAsInt();
        }

        @Override
        public void close() {
            close.run();
        }
    }

    /** Read and forgotten. */
    static long lengthOf(InputStream in) throws IOException {
        long length = 0;
        byte[] part = new byte[8192];
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            length += read;
        }
        return length;
    }
}
