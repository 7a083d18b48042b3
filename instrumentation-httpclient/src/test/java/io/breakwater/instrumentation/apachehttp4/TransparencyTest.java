package io.breakwater.instrumentation.apachehttp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponse;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.HttpClient;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpHead;
import org.apache.http.client.methods.HttpPut;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.message.BasicHttpEntityEnclosingRequest;
import org.apache.http.message.BasicHttpRequest;
import org.apache.http.util.EntityUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where no policy has anything to do, the wire and the application see what they would see without an agent. */
class TransparencyTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private interface Application {
        HttpResponse call(HttpClient client, ScriptedServer server) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void requests_are_the_same_on_the_wire(Clients clients) throws Exception {
        Application[] applications = {
            (client, server) -> client.execute(with(new HttpGet(server.uri("/a%20b?c=d&e#f")))),
            (client, server) -> client.execute(new HttpHead(server.uri("/"))),
            (client, server) -> client.execute(put(server, false)),
            (client, server) -> client.execute(put(server, true)),
            (client, server) -> client.execute(host(server), new BasicHttpRequest("GET", "/relative?x")),
            (client, server) -> client.execute(
                    host(server),
                    new BasicHttpRequest("GET", server.uri("/whole").toString())),
            (client, server) -> {
                BasicHttpEntityEnclosingRequest put = new BasicHttpEntityEnclosingRequest("PUT", "/relative");
                put.setEntity(new StringEntity("body"));
                return client.execute(host(server), put);
            }
        };
        for (Application application : applications) {
            assertSame(clients, application, number -> Answer.ok("yes"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void cookies_are_kept_and_sent(Clients clients) throws Exception {
        assertSame(
                clients,
                (client, server) -> {
                    EntityUtils.consume(
                            client.execute(new HttpGet(server.uri("/"))).getEntity());
                    return client.execute(new HttpGet(server.uri("/")));
                },
                number -> Answer.status(200, "yes", "Set-Cookie: a=b" + number));
    }

    @ParameterizedTest
    @EnumSource
    void redirects_are_followed(Clients clients) throws Exception {
        assertSame(
                clients,
                (client, server) -> client.execute(with(new HttpGet(server.uri("/")))),
                number -> number == 1 ? Answer.status(302, "over there", "Location: /there") : Answer.ok("there"));
    }

    @Test
    void credentials_are_given_when_they_are_asked_for() throws Exception {
        String[] challenges = {
            "WWW-Authenticate: Basic realm=\"r\"", "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\""
        };
        for (String challenge : challenges) {
            List<String> without = new ArrayList<>();
            for (int round = 0; round < 2; round++) {
                BasicCredentialsProvider credentials = new BasicCredentialsProvider();
                credentials.setCredentials(AuthScope.ANY, new UsernamePasswordCredentials("u", "p"));
                try (ScriptedServer server =
                                ScriptedServer.answering(Answer.status(401, "who?", challenge), Answer.ok("yes"));
                        Agent agent = round == 0 ? null : Agent.with(everything());
                        CloseableHttpClient client = HttpClients.custom()
                                .setDefaultCredentialsProvider(credentials)
                                .build()) {

                    HttpResponse response = client.execute(new HttpGet(server.uri("/")));

                    assertThat(EntityUtils.toString(response.getEntity())).isEqualTo("yes");
                    List<String> heads = heads(server);
                    heads.replaceAll(head -> head.replaceAll("cnonce=\"[^\"]*\"|response=\"[^\"]*\"", ""));
                    if (round == 0) {
                        without.addAll(heads);
                    } else {
                        assertThat(heads).hasSize(2).isEqualTo(without);
                    }
                }
            }
        }
    }

    @Test
    void a_proxy_is_used() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.answering(Answer.ok("by proxy"));
                Agent agent = Agent.with(everything());
                CloseableHttpClient client = HttpClients.custom()
                        .setProxy(new HttpHost("localhost", proxy.port()))
                        .build()) {

            HttpResponse response = client.execute(new HttpGet("http://far.example/path"));

            assertThat(EntityUtils.toString(response.getEntity())).isEqualTo("by proxy");
            assertThat(proxy.received().get(0).path()).isEqualTo("http://far.example/path");
        }
    }

    /** Also one that was held back for a retry which did not take place. */
    @Test
    void a_compressed_body_is_decompressed_once() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write("unzipped".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        for (int status : new int[] {200, 503}) {
            try (ScriptedServer server = ScriptedServer.answering(
                            Answer.bytes(status, zipped.toByteArray(), "Content-Encoding: gzip"));
                    Agent agent = Agent.with(everything().breakerAfter(1));
                    CloseableHttpClient client = HttpClients.createDefault()) {

                HttpResponse response = client.execute(new HttpGet(server.uri("/")));

                assertThat(EntityUtils.toString(response.getEntity())).isEqualTo("unzipped");
            }
        }
    }

    private static void assertSame(Clients clients, Application application, IntFunction<Answer> script)
            throws Exception {
        List<String> without = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            try (ScriptedServer server = ScriptedServer.answering(script);
                    Agent agent = round == 0 ? null : Agent.with(everything());
                    Clients.One one = clients.open()) {

                HttpResponse response = application.call(one.client, server);

                EntityUtils.consume(response.getEntity());
                assertThat(one.leased()).isZero();
                List<String> seen = heads(server);
                if (round == 0) {
                    without.addAll(seen);
                } else {
                    assertThat(seen).isEqualTo(without);
                    assertThat(agent.kinds()).isEmpty();
                }
            }
        }
    }

    private static List<String> heads(ScriptedServer server) {
        List<String> heads = new ArrayList<>();
        for (ReceivedRequest request : server.received()) {
            heads.add((request.head() + request.text()).replace(":" + server.port(), ":port"));
        }
        return heads;
    }

    private static HttpHost host(ScriptedServer server) {
        return new HttpHost("localhost", server.port());
    }

    private static HttpUriRequest with(HttpUriRequest request) {
        request.addHeader("X-Twice", "1");
        request.addHeader("X-Twice", "2");
        return request;
    }

    private static HttpPut put(ScriptedServer server, boolean streamed) throws IOException {
        HttpPut put = new HttpPut(server.uri("/"));
        put.setConfig(RequestConfig.custom().setExpectContinueEnabled(true).build());
        put.setEntity(
                streamed
                        ? new InputStreamEntity(new ByteArrayInputStream(new byte[] {'x', 'y'}), -1)
                        : new StringEntity("body"));
        return put;
    }

    private static Rules everything() {
        return Rules.attempts(2)
                .attempt(LONG)
                .total(LONG)
                .idle(LONG)
                .connect(LONG)
                .breakerAfter(1000)
                .bulkhead(10, Duration.ofSeconds(1));
    }
}
