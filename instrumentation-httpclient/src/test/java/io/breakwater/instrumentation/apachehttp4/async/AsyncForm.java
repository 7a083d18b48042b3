package io.breakwater.instrumentation.apachehttp4.async;

import io.breakwater.instrumentation.apachehttp4.Configured;
import io.breakwater.instrumentation.apachehttp4.Sent;
import io.breakwater.instrumentation.kit.Tls;
import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import io.breakwater.instrumentation.scenario.ClientForm;
import io.breakwater.instrumentation.scenario.ClientSettings;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClientBuilder;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.impl.nio.conn.PoolingNHttpClientConnectionManager;
import org.apache.http.impl.nio.reactor.DefaultConnectingIOReactor;
import org.apache.http.nio.conn.NoopIOSessionStrategy;
import org.apache.http.nio.conn.SchemeIOSessionStrategy;
import org.apache.http.nio.conn.ssl.SSLIOSessionStrategy;
import org.apache.http.nio.reactor.IOReactorException;
import org.apache.http.util.VersionInfo;

/** What the asynchronous forms have in common. */
abstract class AsyncForm implements ClientForm {

    @Override
    public final String client() {
        return "Apache HttpAsyncClient 4";
    }

    @Override
    public final boolean isBlocking() {
        return false;
    }

    /** 4.1 closes the connection of a body that it cannot send again, and now and then tells of that instead. */
    @Override
    public final boolean endsRefusedBodies(boolean repeatable) {
        return repeatable || !isFirst();
    }

    private static boolean isFirst() {
        return VersionInfo.loadVersionInfo("org.apache.http.nio.client", HttpAsyncClients.class.getClassLoader())
                .getRelease()
                .equals("4.1");
    }

    @Override
    public Client open(ClientSettings settings) throws IOReactorException {
        PoolingNHttpClientConnectionManager pool = pool(settings);
        pool.setDefaultMaxPerRoute(10);
        CloseableHttpAsyncClient client = create(pool, settings);
        client.start();
        return new Client() {
            @Override
            public RunningCall start(CallSpec spec) {
                return new AsyncCall(AsyncForm.this.start(client, Sent.request(spec), spec));
            }

            @Override
            public int leasedConnections() {
                return pool.getTotalStats().getLeased();
            }

            @Override
            public void close() throws IOException {
                client.close();
            }
        };
    }

    private static PoolingNHttpClientConnectionManager pool(ClientSettings settings) throws IOReactorException {
        DefaultConnectingIOReactor reactor = new DefaultConnectingIOReactor();
        return settings.isTrusting()
                ? new PoolingNHttpClientConnectionManager(
                        reactor,
                        RegistryBuilder.<SchemeIOSessionStrategy>create()
                                .register("http", NoopIOSessionStrategy.INSTANCE)
                                .register("https", new SSLIOSessionStrategy(Tls.context()))
                                .build())
                : new PoolingNHttpClientConnectionManager(reactor);
    }

    CloseableHttpAsyncClient create(PoolingNHttpClientConnectionManager pool, ClientSettings settings) {
        HttpAsyncClientBuilder builder = HttpAsyncClients.custom()
                .setConnectionManager(pool)
                .setDefaultCredentialsProvider(Configured.credentials(settings))
                .setProxy(Configured.proxy(settings));
        if (settings.arePreemptive()) {
            builder.addInterceptorFirst(Configured.preemptive());
        }
        return builder.build();
    }

    /** Makes the call; what the future holds is the answer, or what was made of it. */
    abstract Future<?> start(CloseableHttpAsyncClient client, HttpRequestBase request, CallSpec spec);

    private static final class AsyncCall implements ClientForm.RunningCall {
        private final Future<?> future;

        AsyncCall(Future<?> future) {
            this.future = future;
        }

        @Override
        public CallResult await() throws Exception {
            try {
                Object result = future.get(20, TimeUnit.SECONDS);
                if (result == null && future.isCancelled()) {
                    throw new CancellationException("as 4.1 does not say");
                }
                return result instanceof HttpResponse ? Sent.result((HttpResponse) result) : (CallResult) result;
            } catch (ExecutionException e) {
                throw (Exception) e.getCause();
            } catch (TimeoutException hangs) {
                throw new AssertionError("no end of the call in 20 s", hangs);
            }
        }

        @Override
        public void cancel() {
            future.cancel(true);
        }

        @Override
        public void interrupt() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean leftInterrupted() {
            return false;
        }
    }

    /** A callback whose future ends as the callback is told. */
    static final class Told implements org.apache.http.concurrent.FutureCallback<HttpResponse> {
        final CompletableFuture<HttpResponse> end = new CompletableFuture<>();

        @Override
        public void completed(HttpResponse response) {
            end.complete(response);
        }

        @Override
        public void failed(Exception failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void cancelled() {
            end.cancel(false);
        }
    }
}
