package io.breakwater.instrumentation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Rules;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where the policy has a timeout and the application another: which of them ends the call (decision 6). For each form of
 * each client, against a server that lets every time pass.
 */
class WhoseTimeoutTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONGER = Duration.ofMillis(400);
    private static final Duration FOREVER = Duration.ofSeconds(15);
    private static final int CALLS = 5;
    private static final int MOST_ROUNDS = 8;
    private static final long MOST_LATENESS_MILLIS = 50;

    private static final Duration SLOW_MACHINE = Duration.ofSeconds(8);

    /** A client's own timers count in milliseconds, from which some have gone already. */
    private static final Duration ROUNDING = Duration.ofMillis(2);

    /** What the two say, and whose word holds. */
    private enum Case {
        UNSET_FILL(null, SHORT, false),
        UNSET_CAP(null, SHORT, true),
        SHORTER_FILL(SHORT, FOREVER, false),
        SHORTER_CAP(SHORT, FOREVER, true),
        LONGER_FILL(LONGER, SHORT, false),
        LONGER_CAP(FOREVER, SHORT, true);

        final Duration applications;
        final Duration policys;
        final boolean cap;

        Case(Duration applications, Duration policys, boolean cap) {
            this.applications = applications;
            this.policys = policys;
            this.cap = cap;
        }

        Rules rules(Limit limit) {
            Rules rules = limit.rules(policys);
            return cap ? rules.cap() : rules;
        }

        /** The total timeout is that of the call as a whole, for which no client has a word. */
        Duration holds(Limit limit) {
            return this == LONGER_FILL && limit != Limit.TOTAL ? LONGER : SHORT;
        }
    }

    static Stream<Arguments> forms() {
        return ScenariosTest.formsOfThisRun().stream().map(form -> Arguments.of(ScenariosTest.name(form), form));
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("forms")
    void the_shorter_limit_of_an_answer_holds_unless_the_application_has_spoken(String name, ClientForm form)
            throws Exception {
        play(form, Limit.RESPONSE, Limit.ATTEMPT, Limit.TOTAL);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("forms")
    void the_shorter_limit_of_connecting_holds_unless_the_application_has_spoken(String name, ClientForm form)
            throws Exception {
        play(form, Limit.CONNECT);
    }

    /** All cases at once, each at a port of its own: all they do is to wait. */
    private static void play(ClientForm form, Limit... limits) throws Exception {
        ScenariosTest.warmUpOnce(form);
        List<Limit.Place> places = new ArrayList<>();
        List<Timed> calls = new ArrayList<>();
        try (ClientForm.Client client = form.open();
                Agent agent = Agent.with(Rules.none())) {
            for (Limit limit : limits) {
                for (Case each : Case.values()) {
                    if (each.applications == null || form.unableTo(Scenario.OWN_TIMEOUT) == null) {
                        Limit.Place place = limit.open();
                        places.add(place);
                        agent.at(place.uri().getPort(), each.rules(limit));
                        CallSpec call = limit.call(place.uri(), each.applications);
                        calls.add(Timed.start(client, call, limit + " " + each, each.holds(limit)));
                    }
                }
            }

            for (Timed call : calls) {
                assertThat(call.timedOutAfter())
                        .as(call.name)
                        .isBetween(call.holds.minus(ROUNDING), call.holds.plus(SLOW_MACHINE));
            }
        } finally {
            for (Limit.Place place : places) {
                place.close();
            }
        }
    }

    static Stream<Arguments> asynchronousFormsAndLimits() {
        return ScenariosTest.formsOfThisRun().stream()
                .filter(form -> !form.isBlocking())
                .flatMap(form -> Stream.of(Limit.values())
                        .filter(limit -> limit != Limit.IDLE || form.unableTo(Scenario.STALLED_BODY) == null)
                        .map(limit -> Arguments.of(limit, ScenariosTest.name(form), form)));
    }

    /**
     * The clients' own timers are looked at once a second. The median of a few calls, because the machine has a say in
     * each; and a machine that is busy elsewhere gets another chance, which does not help a timer that is coarse.
     */
    @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
    @MethodSource("asynchronousFormsAndLimits")
    void asynchronous_calls_end_in_time(Limit limit, String name, ClientForm form) throws Exception {
        ScenariosTest.warmUpOnce(form);
        List<Long> medians = new ArrayList<>();
        try (ClientForm.Client client = form.open();
                Limit.Place place = limit.open();
                Agent agent = Agent.with(limit.rules(SHORT))) {
            for (int round = 0; round < MOST_ROUNDS; round++) {

                medians.add(medianLatenessMillis(client, limit.call(place.uri(), null), name));

                if (medians.get(round) < MOST_LATENESS_MILLIS) {
                    return;
                }
            }
        }
        assertThat(medians).as("ms of lateness").isEmpty();
    }

    private static long medianLatenessMillis(ClientForm.Client client, CallSpec call, String name) throws Exception {
        List<Long> latenessMillis = new ArrayList<>();
        for (int number = 0; number < CALLS; number++) {
            Duration elapsed = Timed.start(client, call, name, SHORT).timedOutAfter();
            assertThat(elapsed).isGreaterThanOrEqualTo(SHORT.minus(ROUNDING));
            latenessMillis.add(elapsed.minus(SHORT).toMillis());
        }
        latenessMillis.sort(null);
        return latenessMillis.get(CALLS / 2);
    }

    /**
     * A call whose end is awaited in a thread of its own, so that the time is right. That nobody lets it connect is a
     * {@link ConnectException} for some clients, and comes at the same time. Thread-safe.
     */
    private static final class Timed {
        private final String name;
        private final Duration holds;
        private final CompletableFuture<Duration> end = new CompletableFuture<>();

        private Timed(String name, Duration holds) {
            this.name = name;
            this.holds = holds;
        }

        static Timed start(ClientForm.Client client, CallSpec call, String name, Duration holds) {
            Timed timed = new Timed(name, holds);
            long startNanos = System.nanoTime();
            ClientForm.RunningCall running = client.start(call);
            Thread waiting = new Thread(() -> timed.await(running, startNanos), "waits-for-the-end");
            waiting.setDaemon(true);
            waiting.start();
            return timed;
        }

        private void await(ClientForm.RunningCall running, long startNanos) {
            try {
                Ending ending = Ending.of(running);
                Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
                assertThat(ending.isTimeout() || ending.failure() instanceof ConnectException)
                        .as("%s: a timeout: %s", name, ending)
                        .isTrue();
                end.complete(elapsed);
            } catch (Throwable unfinished) {
                end.completeExceptionally(unfinished);
            }
        }

        Duration timedOutAfter() throws Exception {
            return end.get(25, TimeUnit.SECONDS);
        }
    }
}
