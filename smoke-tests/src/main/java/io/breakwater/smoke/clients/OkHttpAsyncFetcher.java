package io.breakwater.smoke.clients;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** OkHttp with a callback. */
public final class OkHttpAsyncFetcher implements Fetcher {
    private final OkHttpClient client = new OkHttpClient();

    public OkHttpAsyncFetcher() {
        client.dispatcher().setMaxRequestsPerHost(CONNECTIONS);
    }

    @Override
    public int get(String url) throws Exception {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        client.newCall(new Request.Builder().url(url).build()).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException failure) {
                status.completeExceptionally(failure);
            }

            @Override
            public void onResponse(Call call, Response response) throws IOException {
                try (Response closed = response) {
                    closed.body().bytes();
                    status.complete(closed.code());
                } catch (IOException broken) {
                    status.completeExceptionally(broken);
                }
            }
        });
        return Awaited.result(status);
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
