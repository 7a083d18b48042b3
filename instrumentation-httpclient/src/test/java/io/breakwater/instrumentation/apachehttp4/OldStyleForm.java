package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.instrumentation.kit.Tls;
import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import io.breakwater.instrumentation.scenario.ClientSettings;
import java.io.IOException;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.conn.params.ConnRouteParams;
import org.apache.http.conn.scheme.Scheme;
import org.apache.http.conn.ssl.SSLSocketFactory;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.conn.PoolingClientConnectionManager;

/** {@code DefaultHttpClient}, as it was before 4.3. */
public final class OldStyleForm extends BlockingForm {
    @Override
    public String form() {
        return "DefaultHttpClient";
    }

    @Override
    public Client open(ClientSettings settings) {
        PoolingClientConnectionManager pool = new PoolingClientConnectionManager();
        pool.setDefaultMaxPerRoute(10);
        if (settings.isTrusting()) {
            pool.getSchemeRegistry().register(new Scheme("https", 443, new SSLSocketFactory(Tls.context())));
        }
        DefaultHttpClient client = new DefaultHttpClient(pool);
        client.setCredentialsProvider(Configured.credentials(settings));
        ConnRouteParams.setDefaultProxy(client.getParams(), Configured.proxy(settings));
        if (settings.arePreemptive()) {
            client.addRequestInterceptor(Configured.preemptive(), 0);
        }
        return new OpenClient(client, pool::shutdown, () -> pool.getTotalStats().getLeased());
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
