package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.instrumentation.scenario.CallResult;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;

/** {@code HttpClient.sendAsync}. */
public final class SendAsyncForm extends JdkForm {

    @Override
    public String form() {
        return "sendAsync";
    }

    @Override
    public boolean isBlocking() {
        return false;
    }

    @Override
    RunningCall start(HttpClient client, HttpRequest request, BodyHandler<String> handler) {
        CompletableFuture<HttpResponse<String>> future = client.sendAsync(request, handler);
        return new RunningCall() {
            @Override
            public CallResult await() throws Exception {
                return resultOf(resultOf(future));
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

    @Override
    <T> HttpResponse<T> send(HttpClient client, HttpRequest request, BodyHandler<T> handler) throws Exception {
        return resultOf(client.sendAsync(request, handler));
    }
}
