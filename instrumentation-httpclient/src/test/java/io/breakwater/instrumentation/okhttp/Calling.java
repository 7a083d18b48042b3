package io.breakwater.instrumentation.okhttp;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** The ways in which an application makes a call. Each test of a behaviour that they share is run for both. */
enum Calling {
    EXECUTE {
        @Override
        Answered call(Call call) throws Exception {
            return new Answered(call.execute());
        }
    },
    ENQUEUE {
        @Override
        Answered call(Call call) throws Exception {
            CompletableFuture<Answered> future = new CompletableFuture<>();
            call.enqueue(new Callback() {
                @Override
                public void onFailure(Call failed, IOException failure) {
                    future.completeExceptionally(failure);
                }

                @Override
                public void onResponse(Call answered, Response response) {
                    try {
                        future.complete(new Answered(response));
                    } catch (IOException broken) {
                        future.completeExceptionally(broken);
                    }
                }
            });
            try {
                return future.get(20, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw (Exception) e.getCause();
            } catch (TimeoutException hangs) {
                throw new AssertionError("no end of the call in 20 s", hangs);
            }
        }
    };

    abstract Answered call(Call call) throws Exception;

    Answered call(OkHttpClient client, Request request) throws Exception {
        return call(client.newCall(request));
    }

    /** For a call whose end is not what the test is about. */
    void whateverTheEnd(Call call) {
        Throwable unused = catchThrowable(() -> call(call));
    }

    /** What the application sees, with the body read to its end. */
    static final class Answered {
        final int status;
        final String body;
        final Response response;

        Answered(Response response) throws IOException {
            try (Response closed = response) {
                this.response = closed;
                this.status = closed.code();
                this.body = closed.body().string();
            }
        }
    }
}
