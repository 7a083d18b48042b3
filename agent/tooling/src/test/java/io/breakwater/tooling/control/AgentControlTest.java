package io.breakwater.tooling.control;

import static io.breakwater.tooling.control.ControlWorld.PRICES;
import static io.breakwater.tooling.control.ControlWorld.STOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.engine.Destination;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.policy.Mode;
import io.breakwater.tooling.control.status.DestinationStatus;
import io.breakwater.tooling.control.status.StatusOrder;
import io.breakwater.tooling.control.status.StatusReport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator decides, and what comes of it. */
class AgentControlTest {
    private static final String[] FILE = {
        "version: 1",
        "mode: observe",
        "hosts:",
        "  - {match: stock.example, mode: enforce, http: {circuit-breaker: {consecutive-failures: 2}}}"
    };

    private final ControlWorld world = new ControlWorld(FILE);
    private final AgentControl control = world.control;

    private Mode modeOf(Destination destination) {
        return world.policies.policies().policyFor(destination).mode();
    }

    private StatusReport status() {
        return control.status(10, "all", StatusOrder.NAME);
    }

    private DestinationStatus only(String host) {
        return control.status(10, host, StatusOrder.NAME).destinations.get(0);
    }

    @Test
    void a_mode_holds_for_one_host_and_is_taken_back() {
        control.setMode("prices.example", "enforce", "alice");

        assertThat(modeOf(PRICES)).isEqualTo(Mode.ENFORCE);
        assertThat(modeOf(Destination.of("http", "other.example", 80))).isEqualTo(Mode.OBSERVE);

        control.setMode("prices.example", "configured", "alice");

        assertThat(modeOf(PRICES)).isEqualTo(Mode.OBSERVE);
        assertThat(status().overrides).isEmpty();
    }

    @Test
    void an_agent_that_leaves_says_so_and_takes_no_decision_but_off() {
        assertThat(status().process.leaving).isNull();

        control.leaving("3 calls under way");

        assertThat(status().process.leaving).isEqualTo("3 calls under way");
        for (ThrowingCallable decision : new ThrowingCallable[] {
            () -> control.setMode("all", "enforce", "alice"),
            () -> control.setBreaker("all", "reset", "alice"),
            () -> control.switchOn("alice"),
            () -> control.reload("alice")
        }) {
            assertThatThrownBy(decision)
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is being detached: no call is guarded any more, and nothing was changed");
        }
        assertThat(control.switchOff("alice")).startsWith("Everything is off");
        assertThat(status().overrides).isEmpty();
    }

    @Test
    void the_most_specific_decision_holds() {
        control.setMode("all", "disabled", "alice");
        control.setMode("*.example", "observe", "alice");
        control.setMode("stock.example:80", "enforce", "alice");

        assertThat(modeOf(STOCK)).isEqualTo(Mode.ENFORCE);
        assertThat(modeOf(PRICES)).isEqualTo(Mode.OBSERVE);
        assertThat(modeOf(Destination.of("http", "elsewhere", 80))).isEqualTo(Mode.DISABLED);
        assertThat(modeOf(Destination.ofDatabase("jdbc:postgresql://pg/orders")))
                .isEqualTo(Mode.DISABLED);
    }

    @Test
    void all_as_configured_takes_every_decision_on_modes_back() {
        control.setMode("stock.example", "disabled", "alice");
        control.setMode("all", "disabled", "alice");

        control.setMode("all", "configured", "alice");

        assertThat(modeOf(STOCK)).isEqualTo(Mode.ENFORCE);
        assertThat(modeOf(PRICES)).isEqualTo(Mode.OBSERVE);
    }

    @Test
    void decisions_outlive_a_reload() {
        world.call(STOCK, Outcome.SUCCESS, 1);
        control.setMode("prices.example", "enforce", "alice");
        control.setBreaker("stock.example", "force-open", "alice");

        world.policies.accept(ControlWorld.configuration("version: 1", "mode: disabled"));

        assertThat(modeOf(PRICES)).isEqualTo(Mode.ENFORCE);
        assertThat(only("stock.example").mode).isEqualTo("disabled");
        assertThat(world.policies.policies().breakerOverride(STOCK)).isNotNull();

        control.setMode("prices.example", "configured", "alice");

        assertThat(modeOf(PRICES))
                .as("the new configuration, not the one before")
                .isEqualTo(Mode.DISABLED);
    }

    @Test
    void a_breaker_is_forced_open_and_reset() {
        world.call(STOCK, Outcome.SUCCESS, 1);

        control.setBreaker("stock.example", "force-open", "alice");
        world.call(STOCK, Outcome.SUCCESS, 1);

        assertThat(only("stock.example").rejected).isEqualTo(1);
        assertThat(only("stock.example").breakers.get(0).state).isEqualTo("open");
        assertThat(only("stock.example").breakers.get(0).forced).isTrue();

        String told = control.setBreaker("stock.example", "reset", "alice");

        assertThat(told).isEqualTo("The circuit breaker of stock.example is reset. 1 known destination begins anew");
        assertThat(only("stock.example").breakers.get(0).state).isEqualTo("closed");
        assertThat(only("stock.example").breakers.get(0).forced).isFalse();
    }

    @Test
    void a_reset_says_which_wider_decision_still_forces_the_breaker() {
        world.call(STOCK, Outcome.SUCCESS, 1);
        control.setBreaker("*.example", "force-open", "alice");

        String told = control.setBreaker("stock.example", "reset", "bob");

        assertThat(told)
                .isEqualTo("The circuit breaker of stock.example is reset. 0 known destinations begin anew."
                        + " Forced still, by force-open of *.example: reset what was forced, as it was named there");
        assertThat(only("stock.example").breakers.get(0).forced).isTrue();
        assertThat(control.setBreaker("*.example", "reset", "bob")).endsWith("1 known destination begins anew");
    }

    @Test
    void a_breaker_that_its_calls_have_opened_is_reset() {
        world.call(STOCK, Outcome.failed(FailureClass.RESET), 1);
        world.call(STOCK, Outcome.failed(FailureClass.RESET), 1);
        assertThat(only("stock.example").breakers.get(0).state).isEqualTo("open");

        control.setBreaker("all", "reset", "alice");

        assertThat(only("stock.example").breakers.get(0).state).isEqualTo("closed");
    }

    @Test
    void says_that_a_breaker_which_only_observes_refuses_nothing() {
        world.call(PRICES, Outcome.SUCCESS, 1);

        String told = control.setBreaker("prices.example", "force-open", "alice");

        assertThat(told).contains("In force at 0 of 1 known destination.").contains("see the command mode");
    }

    @Test
    void a_decision_for_all_says_where_one_for_fewer_holds() {
        world.call(STOCK, Outcome.ofStatus(200), 1);
        control.setMode("all", "enforce", "alice");
        control.setBreaker("stock.example", "force-closed", "alice");

        assertThat(control.setBreaker("all", "force-open", "bob"))
                .contains("In force at 0 of 1 known destination")
                .endsWith("There are decisions for fewer, which hold: force-closed of stock.example");
    }

    @Test
    void a_decision_for_nobody_says_so() {
        world.call(STOCK, Outcome.ofStatus(200), 1);

        assertThat(control.setBreaker("HOST", "force-open", "alice")).contains("none yet that it matches");
        assertThat(control.setBreaker("HOST", "reset", "alice")).contains("none yet that it matches");
        assertThat(control.setMode("localhost", "enforce", "alice")).contains("status shows what they are called");
    }

    @Test
    void off_is_off_for_everything_and_on_is_as_it_was() {
        world.call(STOCK, Outcome.failed(FailureClass.RESET), 1);
        world.call(STOCK, Outcome.failed(FailureClass.RESET), 1);
        control.setMode("prices.example", "enforce", "alice");

        control.switchOff("bob");

        assertThat(world.isGuarded(STOCK)).isFalse();
        assertThat(world.isGuarded(PRICES)).isFalse();
        assertThat(world.engine.inbound().deadline().mode()).isEqualTo(Mode.DISABLED);
        assertThat(status().switchedOff.by).isEqualTo("bob");
        assertThat(control.setMode("all", "enforce", "bob"))
                .contains("so that nothing happens before it is on again")
                .endsWith("There are decisions for fewer, which hold: enforce of prices.example");
        assertThat(control.switchOff("eve")).startsWith("Everything is off already, by bob since ");
        assertThat(status().switchedOff.by).isEqualTo("bob");
        control.setMode("all", "configured", "bob");
        control.setMode("prices.example", "enforce", "alice");

        control.switchOn("bob");

        assertThat(status().switchedOff).isNull();
        assertThat(modeOf(PRICES)).isEqualTo(Mode.ENFORCE);
        assertThat(only("stock.example").breakers.get(0).state).as("kept").isEqualTo("open");
    }

    @Test
    void a_reload_does_not_turn_it_on_again() {
        control.switchOff("bob");

        world.policies.accept(ControlWorld.configuration("version: 1", "mode: enforce"));

        assertThat(world.isGuarded(STOCK)).isFalse();
    }

    @Test
    void every_decision_is_one_line_that_names_who_took_it() {
        control.setMode("stock.example", "observe", "command line, alice");
        control.setBreaker("stock.example", "force-closed", "");
        control.switchOff(null);
        control.switchOn("page");
        control.setBreaker("stock.example", "reset", "evil\nbreakwater: fail-open");
        control.reload("alice");

        assertThat(world.log)
                .containsExactly(
                        "operator (command line, alice): the mode of stock.example is observe",
                        "operator (JMX): the circuit breaker of stock.example is forced closed",
                        "operator (JMX): everything is off",
                        "operator (page): everything is on again",
                        "operator (evil\\nbreakwater: fail-open): the circuit breaker of stock.example is reset",
                        "operator (alice): reload");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a/b", "*.*", "stock.example:99999", "user@stock.example", "https://a.example/secret?x=1"})
    void a_host_that_is_none_is_refused_without_effect(String host) {
        assertThatThrownBy(() -> control.setMode(host, "disabled", "alice"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("host: ")
                .hasMessageContaining("expected")
                .hasMessageNotContaining("secret");

        assertThat(status().overrides).isEmpty();
        assertThat(world.log).isEmpty();
    }

    @Test
    void words_that_are_none_are_refused_with_those_that_are() {
        assertThatThrownBy(() -> control.setMode("stock.example", "enforced", "alice"))
                .hasMessage("mode: enforced (expected: disabled, observe, enforce or configured)");
        assertThatThrownBy(() -> control.setBreaker("stock.example", "open", "alice"))
                .hasMessage("action: open (expected: force-open, force-closed or reset)");
        assertThatThrownBy(() -> StatusOrder.parse("size")).hasMessageContaining("calls, failures, latency");
    }

    @Test
    void there_is_an_end_of_decisions() {
        for (int host = 0; host < Decisions.MOST; host++) {
            control.setMode("host-" + host + ".example", "observe", "alice");
        }

        assertThatThrownBy(() -> control.setMode("one-more.example", "observe", "alice"))
                .hasMessageStartingWith("overrides: 1000");
        control.setMode("host-7.example", "disabled", "alice");
    }

    @Test
    void what_this_process_cannot_do_says_so() {
        assertThatThrownBy(() -> control.suggest("all", "")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> control.detach("alice")).isInstanceOf(UnsupportedOperationException.class);

        control.suggestWith((host, options) -> host + " " + options);
        control.detachWith(by -> world.log.add(by + ": gone"));

        assertThat(control.suggest("all", "json=true")).isEqualTo("all json=true");
        control.detach("alice");
        assertThat(world.log).containsExactly("alice: gone");
    }
}
