package io.breakwater.instrumentation.apachehttp4.async;

import io.breakwater.instrumentation.scenario.CallSpec;
import java.util.concurrent.Future;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;

/** {@code execute} of a request, with a future. */
public final class FutureForm extends AsyncForm {
    @Override
    public String form() {
        return "execute";
    }

    @Override
    Future<?> start(CloseableHttpAsyncClient client, HttpRequestBase request, CallSpec spec) {
        return client.execute(request, null);
    }
}
