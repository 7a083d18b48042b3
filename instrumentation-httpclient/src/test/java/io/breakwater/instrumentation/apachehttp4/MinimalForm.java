package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import io.breakwater.instrumentation.scenario.ClientSettings;
import io.breakwater.instrumentation.scenario.Scenario;
import java.io.IOException;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;

/** A client without redirects, authentication and repetition of its own. */
public final class MinimalForm extends BlockingForm {
    @Override
    public String form() {
        return "createMinimal";
    }

    @Override
    public String unableTo(Scenario scenario) {
        return scenario.name().startsWith("REDIRECT") ? "follows no redirects" : null;
    }

    @Override
    public Client open(ClientSettings settings) {
        PoolingHttpClientConnectionManager pool = Configured.pool(settings);
        return new OpenClient(
                HttpClients.createMinimal(pool),
                pool::shutdown,
                () -> pool.getTotalStats().getLeased());
    }

    @Override
    CallResult call(HttpClient client, HttpRequestBase request, CallSpec spec) throws IOException {
        return read(client.execute(request));
    }
}
