package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import java.io.IOException;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.conn.PoolingClientConnectionManager;

/** {@code DefaultHttpClient}, as it was before 4.3. */
public final class OldStyleForm extends BlockingForm {
    @Override
    public String form() {
        return "DefaultHttpClient";
    }

    @Override
    public Client open() {
        PoolingClientConnectionManager pool = new PoolingClientConnectionManager();
        pool.setDefaultMaxPerRoute(10);
        return new OpenClient(
                new DefaultHttpClient(pool),
                pool::shutdown,
                () -> pool.getTotalStats().getLeased());
    }

    @Override
    CallResult call(HttpClient client, HttpRequestBase request, CallSpec spec) throws IOException {
        return client.execute(request, response -> {
            if (spec.isHandlerThrowing()) {
                throw new IllegalStateException("the handler's own");
            }
            return Sent.result(response);
        });
    }
}
