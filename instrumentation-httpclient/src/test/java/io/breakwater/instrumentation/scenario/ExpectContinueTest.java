package io.breakwater.instrumentation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.ExpectServer;
import io.breakwater.instrumentation.kit.ExpectServer.Exchange;
import io.breakwater.instrumentation.kit.ExpectServer.Reaction;
import io.breakwater.instrumentation.kit.Rules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code Expect: 100-continue} under a retry policy: a server that is asked before it gets the body. That nothing of the
 * body was sent makes no difference to what may be repeated, because the request reached the server.
 */
class ExpectContinueTest {
    /** Longer than what Apache HttpClient 5 rather sends than closes its connection. */
    private static final String BODY = "x".repeat(4096);

    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** The forms that ask the server, and wait for what it says. */
    private static List<ClientForm> asking() {
        return ScenariosTest.formsOfThisRun().stream()
                .filter(ClientForm::sendsBodies)
                .filter(ExpectContinueTest::asks)
                .collect(Collectors.toList());
    }

    /** The minimal clients know nothing of it. */
    private static boolean asks(ClientForm form) {
        try (Play play = new Play(form, null, Reaction.continued(200))) {
            play.call(true);
            return play.server.exchanges().get(0).asked();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Until Java 20, the JDK's client waits for ever when it is refused. */
    private static boolean endsWhenRefused(ClientForm form) {
        return !form.client().equals("java.net.http") || Runtime.version().feature() > 20;
    }

    static Stream<Arguments> forms() {
        return asking().stream().map(form -> Arguments.of(ScenariosTest.name(form), form));
    }

    static Stream<Arguments> formsThatEndWhenRefused() {
        return asking().stream()
                .filter(ExpectContinueTest::endsWhenRefused)
                .map(form -> Arguments.of(ScenariosTest.name(form), form));
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("forms")
    void a_server_that_says_100_gets_the_body_once(String name, ClientForm form) throws Exception {
        for (boolean repeatable : new boolean[] {true, false}) {
            try (Play play = new Play(form, Rules.attempts(3), Reaction.continued(200))) {

                Ending ending = play.call(repeatable);

                assertThat(ending.status()).as("%s", ending).isEqualTo(200);
                assertThat(play.seen()).containsExactly("asked, whole body");
                assertThat(play.agent.kinds()).isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("forms")
    void a_503_after_the_body_is_repeated_with_a_body_that_can_be(String name, ClientForm form) throws Exception {
        try (Play play = new Play(form, Rules.attempts(3), Reaction.continued(503), Reaction.continued(200))) {

            Ending ending = play.call(true);

            if (isLeftAlone(form)) {
                assertThat(ending.status()).as("%s", ending).isEqualTo(503);
                assertThat(play.seen()).containsExactly("asked, whole body");
                return;
            }
            assertThat(ending.status()).as("%s", ending).isEqualTo(200);
            assertThat(play.seen()).containsExactly("asked, whole body", "asked, whole body");
            assertThat(play.agent.kinds()).containsExactly(InterventionKind.RETRY);
        }
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("formsThatEndWhenRefused")
    void a_503_instead_of_the_body_is_repeated_too(String name, ClientForm form) throws Exception {
        try (Play play = new Play(form, Rules.attempts(3), Reaction.refused(503), Reaction.continued(200))) {

            Ending ending = play.call(true);

            if (isLeftAlone(form)) {
                assertThat(ending.status()).as("%s", ending).isEqualTo(503);
                assertThat(play.seen()).containsExactly("asked, no body");
                return;
            }
            assertThat(ending.status()).as("%s", ending).isEqualTo(200);
            assertThat(play.agent.kinds()).containsExactly(InterventionKind.RETRY);
            if (form.client().equals("HttpURLConnection")) { // which waits only where it streams
                assertThat(play.seen()).hasSize(2).endsWith("asked, whole body");
            } else {
                assertThat(play.seen()).containsExactly("asked, no body", "asked, whole body");
            }
        }
    }

    /** The client's own habits stay: some repeat what they have not begun to send. */
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("formsThatEndWhenRefused")
    void what_can_be_sent_once_is_not_repeated_by_us_even_if_it_was_not_begun(String name, ClientForm form)
            throws Exception {
        if (form.unableTo(Scenario.ONE_TIME_BODY) == null) {
            assertAsWithoutAgent(form, false, Reaction.refused(503), Reaction.refused(503));
        }
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("formsThatEndWhenRefused")
    void other_refusals_are_the_applications(String name, ClientForm form) throws Exception {
        for (int status : new int[] {401, 417}) {
            assertAsWithoutAgent(form, false, Reaction.refused(status), Reaction.refused(status));
            if (!form.client().equals("HttpURLConnection")) {
                assertAsWithoutAgent(form, true, Reaction.refused(status), Reaction.refused(status));
            }
        }
    }

    private static void assertAsWithoutAgent(ClientForm form, boolean repeatable, Reaction... script) throws Exception {
        try (Play without = new Play(form, null, script)) {
            String expected = without.call(repeatable).text() + " " + without.seen();
            without.close();
            try (Play play = new Play(form, Rules.attempts(3), script)) {

                Ending ending = play.call(repeatable);

                assertThat(ending.text() + " " + play.seen())
                        .isEqualTo(expected)
                        .contains("no body");
                assertThat(play.agent.kinds()).isEmpty();
            }
        }
    }

    /** All forms at once, because all that they do is to wait. */
    @Test
    void a_server_that_does_not_know_the_word_gets_the_body_when_the_client_has_waited() throws Exception {
        Map<String, Waited> without = waited(null);

        Map<String, Waited> with = waited(Rules.attempts(3).total(Duration.ofMinutes(1)));

        assertThat(with.keySet()).isEqualTo(without.keySet());
        with.forEach((form, seen) -> {
            assertThat(seen.text).as("%s", form).isEqualTo(without.get(form).text);
            assertThat(seen.elapsed)
                    .as("%s", form)
                    .isBetween(
                            without.get(form).elapsed.minus(LIMIT.plusMillis(100)),
                            without.get(form).elapsed.plus(LIMIT.multipliedBy(4)));
        });
    }

    private static Map<String, Waited> waited(Rules rules) throws Exception {
        Map<String, Waited> waited = new LinkedHashMap<>();
        List<Play> plays = new ArrayList<>();
        try (Agent agent = rules == null ? null : Agent.with(rules)) {
            for (ClientForm form : asking()) {
                Play play = new Play(form, null, Reaction.unheard(200));
                plays.add(play);
                // These two wait for ever, or as long as they wait for an answer.
                boolean waits =
                        form.client().equals("java.net.http") || form.client().equals("OkHttp");
                waited.put(ScenariosTest.name(form), new Waited(play, waits ? LIMIT : null));
            }
            for (Waited each : waited.values()) {
                each.thread.join(30_000);
                assertThat(each.text).isNotNull();
            }
        } finally {
            for (Play play : plays) {
                play.close();
            }
        }
        return waited;
    }

    /** As its page says: nothing with this header is repeated that was sent. */
    private static boolean isLeftAlone(ClientForm form) {
        return form.client().equals("OkHttp");
    }

    /** A call that waits in a thread of its own. */
    private static final class Waited {
        private final Thread thread;
        private volatile String text;
        private volatile Duration elapsed;

        Waited(Play play, Duration ownTimeout) {
            long startNanos = System.nanoTime();
            ClientForm.RunningCall call = play.start(false, ownTimeout);
            thread = new Thread(() -> await(play, call, startNanos), "waits-for-the-end");
            thread.setDaemon(true);
            thread.start();
        }

        private void await(Play play, ClientForm.RunningCall call, long startNanos) {
            Ending ending = Ending.of(call);
            elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
            text = ending.text() + " " + play.seen();
        }
    }

    /** One client and one server. */
    private static final class Play implements AutoCloseable {
        final ExpectServer server;
        final ClientForm.Client client;
        final Agent agent;

        Play(ClientForm form, Rules rules, Reaction... script) throws Exception {
            ScenariosTest.warmUpOnce(form);
            server = ExpectServer.reacting(script);
            client = form.open();
            agent = rules == null ? null : Agent.with(rules);
        }

        ClientForm.RunningCall start(boolean repeatable, Duration ownTimeout) {
            CallSpec spec = CallSpec.of("PUT", server.uri()).expectContinue().ownTimeout(ownTimeout);
            byte[] bytes = BODY.getBytes(StandardCharsets.US_ASCII);
            return client.start(repeatable ? spec.body(bytes) : spec.bodyOnce(bytes));
        }

        Ending call(boolean repeatable) {
            return Ending.of(start(repeatable, null));
        }

        List<String> seen() {
            return server.exchanges().stream().map(Play::textOf).collect(Collectors.toList());
        }

        private static String textOf(Exchange exchange) {
            String body = exchange.body();
            return (exchange.asked() ? "asked, " : "did not ask, ")
                    + (body.equals(BODY) ? "whole body" : body.isEmpty() ? "no body" : "part of the body");
        }

        @Override
        public void close() throws Exception {
            if (agent != null) {
                agent.close();
            }
            client.close();
            server.close();
        }
    }
}
