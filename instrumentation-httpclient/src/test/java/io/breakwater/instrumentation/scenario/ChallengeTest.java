package io.breakwater.instrumentation.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.ReceivedRequest;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client says after a challenge, by itself, belongs to the attempt that was challenged. */
class ChallengeTest {

    /** Who asks for credentials. */
    enum Challenge {
        BASIC(WireFeature.BASIC, "Authorization"),
        DIGEST(WireFeature.DIGEST, "Authorization"),
        PROXY(WireFeature.PROXY_WITH_CREDENTIALS, "Proxy-Authorization");

        private final WireFeature feature;
        private final String header;

        Challenge(WireFeature feature, String header) {
            this.feature = feature;
            this.header = header;
        }

        ClientForm.Client open(ClientForm form, ScriptedServer server) throws Exception {
            return form.open(
                    this == PROXY
                            ? ClientSettings.defaults()
                                    .proxy(server.port())
                                    .proxyCredentials()
                                    .cookies()
                            : ClientSettings.defaults().credentials().cookies());
        }

        URI target(ScriptedServer server) {
            return this == PROXY ? URI.create("http://inventory.example:80/stock") : server.uri("/stock");
        }

        /** The n-th request with credentials gets the n-th answer. */
        ScriptedServer serve(Answer... answers) {
            AtomicInteger welcome = new AtomicInteger();
            return ScriptedServer.answering(asking(
                    connection -> answers[Math.min(welcome.incrementAndGet(), answers.length) - 1].give(connection)));
        }

        private Answer asking(Answer answer) {
            switch (this) {
                case BASIC:
                    return Challenges.basic(answer);
                case DIGEST:
                    return Challenges.digest(answer);
                default:
                    return Challenges.proxy(answer);
            }
        }

        boolean isAnsweredIn(ReceivedRequest request) {
            return request.header(header) != null;
        }
    }

    static Stream<Arguments> challenges() {
        return ScenariosTest.forms().stream()
                .flatMap(form -> Stream.of(Challenge.values())
                        .filter(challenge -> ScenariosTest.isChosen(challenge, form))
                        .map(challenge -> Arguments.of(challenge, ScenariosTest.name(form), form)));
    }

    /** A success in between would begin the row of failures anew; and 502 is what no client repeats by itself. */
    @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
    @MethodSource("challenges")
    void a_challenge_is_no_sample_of_its_own(Challenge challenge, String name, ClientForm form) throws Exception {
        assumeHas(form, challenge);
        try (ScriptedServer server = challenge.serve(Answer.status(502, "no"));
                Agent agent = Agent.with(Rules.none().breakerAfter(2).bulkhead(1, Duration.ZERO));
                ClientForm.Client client = challenge.open(form, server)) {
            URI target = challenge.target(server);

            assertThat(client.start(CallSpec.get(target)).await().status()).isEqualTo(502);
            CircuitState afterOne = agent.stateOf(target);
            assertThat(client.start(CallSpec.get(target)).await().status()).isEqualTo(502);
            CircuitState afterTwo = agent.stateOf(target);

            assertThat(afterOne).isEqualTo(CircuitState.CLOSED);
            assertThat(afterTwo).isEqualTo(CircuitState.OPEN);
            assertThat(agent.kinds()).containsOnly(InterventionKind.CIRCUIT_TRANSITION);
        }
    }

    @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
    @MethodSource("challenges")
    void what_is_repeated_is_sent_as_if_the_application_had_called_again(
            Challenge challenge, String name, ClientForm form) throws Exception {
        assumeHas(form, challenge);
        List<String> byApplication;
        try (ScriptedServer server = serveFailures(challenge);
                ClientForm.Client client = challenge.open(form, server)) {
            for (int call = 1; call <= 3; call++) {
                client.start(CallSpec.get(challenge.target(server))).await();
            }
            byApplication = cookiesOf(server, challenge);
        }
        try (ScriptedServer server = serveFailures(challenge);
                Agent agent = Agent.with(Rules.attempts(3).roomy());
                ClientForm.Client client = challenge.open(form, server)) {

            CallResult result =
                    client.start(CallSpec.get(challenge.target(server))).await();

            assertThat(result.body()).isEqualTo("welcome");
            assertThat(agent.kinds()).containsExactly(InterventionKind.RETRY, InterventionKind.RETRY);
            assertThat(cookiesOf(server, challenge)).hasSize(3).isEqualTo(byApplication);
        }
    }

    private static ScriptedServer serveFailures(Challenge challenge) {
        return challenge.serve(
                Answer.status(502, "no", "Set-Cookie: attempt=one; Path=/"),
                Answer.status(502, "no", "Set-Cookie: attempt=two; Path=/"),
                Answer.ok("welcome"));
    }

    /** Of each request that has the credentials, or null where it has none. */
    private static List<String> cookiesOf(ScriptedServer server, Challenge challenge) {
        return server.received().stream()
                .filter(challenge::isAnsweredIn)
                .map(request -> request.header("Cookie"))
                .collect(Collectors.toList());
    }

    private static void assumeHas(ClientForm form, Challenge challenge) {
        String lacking = Lacking.of(form, challenge.feature);
        assumeTrue(lacking == null, lacking);
    }
}
