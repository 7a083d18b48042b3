package io.breakwater.instrumentation.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.engine.context.Scope;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Rules;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each client does by itself on the wire is the same with the agent as without: the servers receive the same bytes on
 * as many connections, and the application sees the same. To play some only: {@code -Dmatrix.only=REGEX}, as in {@link
 * ScenariosTest}.
 */
class WireTest {

    static Stream<Arguments> features() {
        return ScenariosTest.forms().stream()
                .flatMap(form -> Stream.of(WireFeature.values())
                        .filter(feature -> ScenariosTest.isChosen(feature, form))
                        .map(feature -> Arguments.of(feature, ScenariosTest.name(form), form)));
    }

    @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
    @MethodSource("features")
    void with_and_without_the_agent(WireFeature feature, String name, ClientForm form) throws Exception {
        String lacking = Lacking.of(form, feature);
        assumeTrue(Lacking.isPlayed(form, feature), lacking);

        Recording without = play(feature, form);

        assertThat(feature.isShownBy(without))
                .as("what the client does of it, unless %s:%n%s", lacking, without)
                .isEqualTo(lacking == null);
        // In observe mode nobody is told of a deadline, and whom nobody trusts never is.
        for (Rules rules : new Rules[] {
            everything().deadlinesAreTold().observe(),
            everything(),
            everything().deadlines()
        }) {
            try (Agent agent = Agent.with(rules);
                    Scope serving = agent.servesFor(Duration.ofSeconds(60))) {
                Recording with = play(feature, form);

                assertThat(with.lines()).isEqualTo(without.lines());
                assertThat(agent.kinds()).isEmpty();
            }
        }
    }

    private static Recording play(WireFeature feature, ClientForm form) throws Exception {
        try (WireStage stage = new WireStage(form)) {
            feature.play(stage);
            return stage.recording();
        }
    }

    private static Rules everything() {
        return Rules.attempts(3)
                .connect(Duration.ofSeconds(20))
                .response(Duration.ofSeconds(20))
                .attempt(Duration.ofSeconds(20))
                .total(Duration.ofSeconds(30))
                .idle(Duration.ofSeconds(20))
                .breakerAfter(1000)
                .bulkhead(10, Duration.ofSeconds(1));
    }
}
