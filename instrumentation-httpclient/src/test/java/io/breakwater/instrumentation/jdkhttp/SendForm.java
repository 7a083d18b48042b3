package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.instrumentation.scenario.BlockingThread;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.atomic.AtomicReference;

/** {@code HttpClient.send}. */
public final class SendForm extends JdkForm {

    @Override
    public String form() {
        return "send";
    }

    @Override
    public boolean isBlocking() {
        return true;
    }

    /** There is no other way to end such a call early than to interrupt its thread. */
    @Override
    RunningCall start(HttpClient client, HttpRequest request, BodyHandler<String> handler) {
        AtomicReference<BlockingThread> thread = new AtomicReference<>();
        thread.set(BlockingThread.start(
                () -> resultOf(client.send(request, handler)),
                () -> thread.get().interrupt()));
        return thread.get();
    }

    @Override
    <T> HttpResponse<T> send(HttpClient client, HttpRequest request, BodyHandler<T> handler) throws Exception {
        return client.send(request, handler);
    }
}
