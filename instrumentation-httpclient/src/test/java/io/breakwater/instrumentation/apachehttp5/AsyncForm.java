package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import io.breakwater.instrumentation.scenario.ClientForm;
import io.breakwater.instrumentation.scenario.ClientSettings;
import io.breakwater.instrumentation.scenario.Scenario;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.VersionInfo;

/** What the asynchronous forms have in common. */
abstract class AsyncForm implements ClientForm {

    @Override
    public final String client() {
        return "Apache HttpClient 5";
    }

    @Override
    public final boolean isOldestVersion() {
        return isOldest();
    }

    @Override
    public final boolean isBlocking() {
        return false;
    }

    /** The habits of the oldest version, with the agent and without. */
    static boolean isOldest() {
        return VersionInfo.loadVersionInfo("org.apache.hc.client5", AsyncForm.class.getClassLoader())
                .getRelease()
                .equals("5.0");
    }

    @Override
    public boolean endsRefusedBodies(boolean repeatable) {
        return repeatable && !isOldest();
    }

    static String unableAnyway(Scenario scenario) {
        switch (scenario) {
            case RESET_IN_BODY:
                return "the client repeats by itself what broke off before the application's eyes";
            case POST:
            case POST_WITH_KEY:
                return isOldest() ? "the client never ends a POST that is answered with an error" : null;
            default:
                return null;
        }
    }

    CloseableHttpAsyncClient build(PoolingAsyncClientConnectionManager pool, ClientSettings settings) {
        return Configured.with(settings, HttpAsyncClients.custom())
                .setConnectionManager(pool)
                .build();
    }

    abstract Future<CallResult> execute(CloseableHttpAsyncClient client, CallSpec call);

    long exchange(CloseableHttpAsyncClient client, URI uri, InputStream body) throws Exception {
        throw new UnsupportedOperationException("keeps whole bodies");
    }

    @Override
    public final Client open(ClientSettings settings) {
        PoolingAsyncClientConnectionManager pool = Configured.asyncPool(settings);
        CloseableHttpAsyncClient client = build(pool, settings);
        client.start();
        return new Client() {
            @Override
            public RunningCall start(CallSpec call) {
                return running(execute(client, call));
            }

            @Override
            public long exchange(URI uri, InputStream body) throws Exception {
                return AsyncForm.this.exchange(client, uri, body);
            }

            @Override
            public int leasedConnections() {
                return pool.getTotalStats().getLeased();
            }

            @Override
            public void close() {
                client.close(CloseMode.IMMEDIATE);
            }
        };
    }

    private static RunningCall running(Future<CallResult> future) {
        return new RunningCall() {
            @Override
            public CallResult await() throws Exception {
                return resultOf(future);
            }

            @Override
            public void cancel() {
                future.cancel(true);
            }

            @Override
            public void interrupt() {
                throw new UnsupportedOperationException("no thread waits");
            }

            @Override
            public boolean leftInterrupted() {
                return false;
            }
        };
    }

    static <T> T resultOf(Future<T> future) throws Exception {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error) {
                throw (Error) failed.getCause();
            }
            throw (Exception) failed.getCause();
        }
    }
}
