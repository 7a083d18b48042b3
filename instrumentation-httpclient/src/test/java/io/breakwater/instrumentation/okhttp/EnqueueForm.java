package io.breakwater.instrumentation.okhttp;

import io.breakwater.instrumentation.scenario.CallResult;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/** {@code Call.enqueue}. */
public final class EnqueueForm extends OkHttpForm {

    @Override
    public String form() {
        return "enqueue";
    }

    @Override
    public boolean isBlocking() {
        return false;
    }

    @Override
    RunningCall start(Call call) {
        CompletableFuture<CallResult> future = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException failure) {
                future.completeExceptionally(failure);
            }

            @Override
            public void onResponse(Call answered, Response response) {
                try {
                    future.complete(resultOf(response));
                } catch (IOException broken) {
                    future.completeExceptionally(broken);
                }
            }
        });
        return new RunningCall() {
            @Override
            public CallResult await() throws Exception {
                try {
                    return future.get(20, TimeUnit.SECONDS);
                } catch (ExecutionException failed) {
                    throw (Exception) failed.getCause();
                }
            }

            @Override
            public void cancel() {
                call.cancel();
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
}
