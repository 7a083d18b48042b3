package io.breakwater.instrumentation.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.okhttp.Calling.Answered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the application and the server see is what they see without the agent. */
class TransparencyTest {
    private final OkHttpClient client = newClient();

    private static OkHttpClient newClient() {
        return new OkHttpClient.Builder()
                .cookieJar(new LastCookies())
                .authenticator((route, response) -> response.priorResponse() != null
                        ? null
                        : response.request()
                                .newBuilder()
                                .header("Authorization", Credentials.basic("user", "secret"))
                                .build())
                .build();
    }

    /** A trace of it would be sent as well, and traced. */
    @ParameterizedTest
    @EnumSource
    void what_an_opentelemetry_sdk_sends_to_its_collector_is_left_alone(Calling calling) throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.answering(Answer.status(503, ""), Answer.status(503, ""), Answer.ok("yes"));
                Agent agent = Agent.with(everything())) {
            Request export = Asked.get(server)
                    .newBuilder()
                    .header("User-Agent", "OTel-OTLP-Exporter-Java/1.63.0")
                    .build();

            assertThat(calling.call(client, export).status).isEqualTo(503);

            assertThat(server.received()).hasSize(1);
            assertThat(agent.kinds()).isEmpty();
            assertThat(calling.call(client, Asked.get(server)).status).isEqualTo(200);
            assertThat(server.received()).as("another call is guarded").hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_same_bytes_are_sent(Calling calling) throws Exception {
        List<String> without = conversation(calling, null);

        List<String> with = conversation(calling, everything());

        assertThat(with).isEqualTo(without).hasSizeGreaterThan(7);
    }

    private List<String> conversation(Calling calling, Rules rules) throws Exception {
        List<String> seen = new ArrayList<>();
        OkHttpClient fresh = newClient();
        try (ScriptedServer server = ScriptedServer.answering(
                        Answer.status(200, "plain", "Set-Cookie: a=b"),
                        Answer.status(302, "", "Location: /moved"),
                        Answer.bytes(200, gzip("zipped"), "Content-Encoding: gzip"),
                        Answer.status(401, "who", "WWW-Authenticate: Basic realm=\"r\""),
                        Answer.ok("known"),
                        Answer.status(307, "", "Location: /again"),
                        Answer.ok("put"),
                        Answer.status(204, ""),
                        Answer.status(404, "none"));
                Agent agent = rules == null ? null : Agent.with(rules)) {
            Request get = Asked.get(server);
            Request[] requests = {
                get,
                get,
                get,
                get.newBuilder().put(Asked.text("the body")).build(),
                get.newBuilder().delete().build(),
                get.newBuilder().head().build()
            };
            for (Request request : requests) {
                Answered answered = calling.call(fresh, request);
                seen.add(answered.status + " " + answered.body + " "
                        + answered.response.request().url().encodedPath());
            }
            server.received()
                    .forEach(received ->
                            seen.add((received.head() + received.text()).replace(":" + server.port(), ":PORT")));
            if (agent != null) {
                assertThat(agent.kinds()).isEmpty();
                assertThat(agent.underWay(server)).isZero();
            }
        }
        return seen;
    }

    @ParameterizedTest
    @EnumSource
    void a_proxy_is_asked_for_the_target_and_the_target_is_guarded(Calling calling) throws Exception {
        try (ScriptedServer proxy = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("by proxy"));
                Agent agent = Agent.with(Rules.attempts(2))) {
            OkHttpClient proxied = client.newBuilder()
                    .proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("localhost", proxy.port())))
                    .build();

            Answered answered = calling.call(
                    proxied,
                    new Request.Builder()
                            .url("http://inventory.example/stock?q=1")
                            .build());

            assertThat(answered.body).isEqualTo("by proxy");
            assertThat(proxy.requests()).isEqualTo(2);
            assertThat(proxy.received().get(1).path()).isEqualTo("http://inventory.example/stock?q=1");
            assertThat(agent.kinds()).hasSize(1);
        }
    }

    /** A call within a call: each is counted for its own host, and neither is taken for the other. */
    @ParameterizedTest
    @EnumSource
    void a_call_made_for_a_token_is_a_call_of_its_own(Calling calling) throws Exception {
        OkHttpClient plain = new OkHttpClient();
        try (ScriptedServer tokens =
                        ScriptedServer.answering(Answer.status(503, "no"), Answer.reset(), Answer.ok("token"));
                ScriptedServer server = ScriptedServer.answering(
                        Answer.status(401, "who"), Answer.reset(), Answer.status(401, "who"), Answer.ok("in"));
                Agent agent = Agent.with(Rules.attempts(3).bulkhead(1, Duration.ZERO))) {
            OkHttpClient asking = plain.newBuilder()
                    .authenticator((route, response) -> response.request()
                            .newBuilder()
                            .header("Token", fetch(plain, tokens))
                            .build())
                    .build();

            Answered answered = calling.call(asking, Asked.get(server));

            assertThat(answered.body).isEqualTo("in");
            assertThat(server.received().get(3).header("Token")).isEqualTo("token");
            assertThat(server.requests()).isEqualTo(4);
            assertThat(tokens.requests()).isEqualTo(3 + 1);
            assertThat(agent.underWay(server)).isZero();
            assertThat(agent.underWay(tokens)).isZero();
        }
    }

    /** What nobody guards, within what is guarded, repeats as ever. */
    @Test
    void an_unguarded_call_within_a_guarded_one_is_the_clients_own() throws Exception {
        OkHttpClient plain = new OkHttpClient();
        try (ScriptedServer tokens = ScriptedServer.answering(Answer.status(408, ""), Answer.ok("token"));
                ScriptedServer server = ScriptedServer.answering(Answer.status(401, "who"), Answer.ok("in"));
                Agent agent = Agent.with(Rules.attempts(3)).at(tokens, Rules.none())) {
            OkHttpClient asking = plain.newBuilder()
                    .authenticator((route, response) -> response.request()
                            .newBuilder()
                            .header("Token", fetch(plain, tokens))
                            .build())
                    .build();

            assertThat(Calling.EXECUTE.call(asking, Asked.get(server)).body).isEqualTo("in");

            assertThat(server.received().get(1).header("Token")).isEqualTo("token");
            assertThat(tokens.requests()).isEqualTo(2);
        }
    }

    private static String fetch(OkHttpClient client, ScriptedServer tokens) throws IOException {
        try {
            return Calling.EXECUTE.call(client, Asked.get(tokens)).body;
        } catch (IOException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** An application that repeats by itself makes calls that count one by one, and stops at an open breaker. */
    @Test
    void an_interceptor_that_repeats_makes_two_calls() throws Exception {
        AtomicInteger proceeded = new AtomicInteger();
        OkHttpClient repeating = client.newBuilder()
                .addInterceptor(chain -> {
                    proceeded.incrementAndGet();
                    chain.proceed(chain.request()).close();
                    proceeded.incrementAndGet();
                    return chain.proceed(chain.request());
                })
                .build();
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                Agent agent = Agent.with(Rules.attempts(2).breakerAfter(2))) {

            Throwable thrown = catchThrowable(() -> Calling.EXECUTE.call(repeating, Asked.get(server)));

            assertThat(thrown).isInstanceOf(ConnectException.class);
            assertThat(proceeded).hasValue(2);
            assertThat(server.requests()).isEqualTo(2);
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.OPEN);
        }
    }

    private static Rules everything() {
        return Rules.attempts(3)
                .connect(Duration.ofSeconds(20))
                .attempt(Duration.ofSeconds(20))
                .total(Duration.ofSeconds(30))
                .idle(Duration.ofSeconds(20))
                .breakerAfter(100)
                .bulkhead(10, Duration.ofSeconds(1));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
