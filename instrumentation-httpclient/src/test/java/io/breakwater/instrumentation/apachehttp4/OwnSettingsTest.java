package io.breakwater.instrumentation.apachehttp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.TimeoutPolicy;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.HttpClient;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.protocol.BasicHttpContext;
import org.apache.http.protocol.HttpContext;
import org.junit.jupiter.api.Test;

class OwnSettingsTest {
    private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final HttpClient client = HttpClients.createDefault();
    private final HttpContext shared = new BasicHttpContext();

    private OwnSettings settings() {
        return OwnSettings.of(client, new HttpGet("http://stock.example/"), shared);
    }

    /** Two threads with one context, as below an executor of the fluent API of 4.3. */
    @Test
    void what_another_call_was_told_by_us_is_not_taken_for_what_the_application_set() {
        OwnSettings first = settings();
        RequestConfig told = first.configWith(shared, LIMIT_NANOS);
        shared.setAttribute(HttpClientContext.REQUEST_CONFIG, told); // the client leaves it there

        OwnSettings second = settings();
        first.restore(shared, told);

        assertThat(second.connectNanos()).isEqualTo(TimeoutPolicy.NONE);
        assertThat(second.configWith(shared, LIMIT_NANOS).getConnectTimeout()).isEqualTo(100);
        assertThat(settings().connectNanos()).isEqualTo(TimeoutPolicy.NONE);
    }

    @Test
    void what_the_application_set_in_the_context_is_its_own() {
        shared.setAttribute(
                HttpClientContext.REQUEST_CONFIG,
                RequestConfig.custom().setConnectTimeout(70).build());

        assertThat(settings().connectNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(70));
    }
}
