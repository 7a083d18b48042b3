package io.breakwater.instrumentation.apachehttp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.config.SocketConfig;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.params.CoreConnectionPNames;
import org.junit.jupiter.api.Test;

/** The settings that the application's calls share, where a policy holds against them. */
class TimeoutTest {
    private static final int LONG_MILLIS = 20_000;
    private static final Rules SHORTER =
            Rules.none().cap().connect(Duration.ofSeconds(5)).response(Duration.ofMillis(200));

    @Test
    void the_parameters_of_an_old_style_client_are_not_touched() throws Exception {
        DefaultHttpClient client = new DefaultHttpClient();
        client.getParams().setIntParameter(CoreConnectionPNames.CONNECTION_TIMEOUT, LONG_MILLIS);
        client.getParams().setIntParameter(CoreConnectionPNames.SO_TIMEOUT, LONG_MILLIS);
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("late").after(700))) {
            HttpGet request = new HttpGet(server.uri("/"));

            assertCutOnlyUnderThePolicy(client, request);

            assertThat(client.getParams().getParameter(CoreConnectionPNames.CONNECTION_TIMEOUT))
                    .isEqualTo(LONG_MILLIS);
            assertThat(client.getParams().getParameter(CoreConnectionPNames.SO_TIMEOUT))
                    .isEqualTo(LONG_MILLIS);
            assertThat(request.getParams().getParameter(CoreConnectionPNames.CONNECTION_TIMEOUT))
                    .isNull();
        } finally {
            client.getConnectionManager().shutdown();
        }
    }

    @Test
    void a_request_and_its_configuration_are_not_touched() throws Exception {
        RequestConfig shared = RequestConfig.custom()
                .setConnectTimeout(LONG_MILLIS)
                .setSocketTimeout(LONG_MILLIS)
                .build();
        String before = shared.toString();
        HttpClient client = HttpClients.custom()
                .setDefaultRequestConfig(shared)
                .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(LONG_MILLIS).build())
                .build();
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("late").after(700))) {
            HttpGet own = new HttpGet(server.uri("/"));
            own.setConfig(shared);

            assertCutOnlyUnderThePolicy(client, own);
            assertCutOnlyUnderThePolicy(client, new HttpGet(server.uri("/")));

            assertThat(own.getConfig()).isSameAs(shared).hasToString(before);
        }
    }

    private static void assertCutOnlyUnderThePolicy(HttpClient client, HttpGet request) throws Exception {
        try (Agent agent = Agent.with(SHORTER)) {
            assertThat(catchThrowable(() -> client.execute(request))).isInstanceOf(SocketTimeoutException.class);
        }
        request.reset();
        HttpResponse late = client.execute(request);
        assertThat(Sent.result(late).body()).isEqualTo("late");
    }
}
