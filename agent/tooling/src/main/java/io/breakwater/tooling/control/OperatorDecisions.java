package io.breakwater.tooling.control;

import io.breakwater.config.ModeOverride;
import io.breakwater.config.Printable;
import io.breakwater.engine.Destination;
import io.breakwater.engine.DestinationSnapshot;
import io.breakwater.engine.Engine;
import io.breakwater.engine.policy.BreakerOverride;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.time.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What operators have decided: modes, circuit breakers, and whether anything is done at all.
 *
 * <p>Thread-safety: thread-safe. Errors: {@link IllegalArgumentException} for what cannot be understood, with what would
 * be.
 */
final class OperatorDecisions {
    private static final String CONFIGURED = "configured";
    private static final String FORCE_OPEN = "force-open";
    private static final String FORCE_CLOSED = "force-closed";
    private static final String RESET = "reset";

    private final Engine engine;
    private final PoliciesInForce policies;
    private final TimeSource time;
    private final OperatorLog log;

    OperatorDecisions(Engine engine, PoliciesInForce policies, TimeSource time, OperatorLog log) {
        this.engine = engine;
        this.policies = policies;
        this.time = time;
        this.log = log;
    }

    /** As {@link AgentControl#setMode}. */
    String setMode(String host, String mode, @Nullable String by) {
        Target target = Target.parse(host);
        String word = word(mode);
        String who = OperatorLog.nameOf(by);
        boolean takenBack = word.equals(CONFIGURED);
        if (takenBack) {
            policies.change(overrides -> overrides.withModes(overrides.modes.without(target)));
        } else {
            ModeOverride override = new ModeOverride(mode(word), "operator (" + who + ")");
            Decision<ModeOverride> decision = new Decision<>(target, override, word, who, time.epochMillis());
            policies.change(overrides -> overrides.withModes(overrides.modes.with(decision)));
        }
        String others = takenBack ? "" : overruled(policies.overrides().modes, target);
        return log.told(who, "the mode of " + target + " is " + (takenBack ? "as " : "") + word)
                + effect().ofModes(target.matching())
                + others;
    }

    private static Mode mode(String word) {
        for (Mode mode : Mode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(word)) {
                return mode;
            }
        }
        throw new IllegalArgumentException(
                "mode: " + Printable.line(word) + " (expected: disabled, observe, enforce or configured)");
    }

    /** As {@link AgentControl#setBreaker}. */
    String setBreaker(String host, String action, @Nullable String by) {
        Target target = Target.parse(host);
        String word = word(action);
        String who = OperatorLog.nameOf(by);
        String origin = "operator (" + who + ")";
        switch (word) {
            case FORCE_OPEN:
                return force(
                        new Decision<>(target, BreakerOverride.open(origin), word, who, time.epochMillis()), "open");
            case FORCE_CLOSED:
                return force(
                        new Decision<>(target, BreakerOverride.closed(origin), word, who, time.epochMillis()),
                        "closed");
            case RESET:
                policies.change(overrides -> overrides.withBreakers(overrides.breakers.without(target)));
                int reset = engine.resetBreakers(target.matching(), "reset by " + origin)
                        .size();
                return log.told(who, "the circuit breaker of " + target + " is reset")
                        + effect().ofReset(target.matching(), reset)
                        + stillForced(target);
            default:
                throw new IllegalArgumentException(
                        "action: " + Printable.line(word) + " (expected: force-open, force-closed or reset)");
        }
    }

    /** A reset takes back the decision for the same pattern only; one for a wider or a narrower one goes on. */
    private String stillForced(Target target) {
        Set<String> others = othersThatHold(policies.overrides().breakers, target);
        return others.isEmpty()
                ? ""
                : ". Forced still, by " + String.join(", ", others) + ": reset what was forced, as it was named there";
    }

    /** Where a decision for fewer destinations holds, and not that for the target. */
    private String overruled(Decisions<?> decisions, Target target) {
        Set<String> others = othersThatHold(decisions, target);
        return others.isEmpty() ? "" : ". There are decisions for fewer, which hold: " + String.join(", ", others);
    }

    /** The decisions that hold for destinations of the target, but for the target's own. */
    private Set<String> othersThatHold(Decisions<?> decisions, Target target) {
        Set<String> others = new TreeSet<>();
        Predicate<Destination> which = target.matching();
        for (DestinationSnapshot snapshot : engine.destinations()) {
            Decision<?> decision = which.test(snapshot.destination()) ? decisions.find(snapshot.destination()) : null;
            if (decision != null && !decision.target.equals(target)) {
                others.add(decision.word + " of " + decision.target);
            }
        }
        return others;
    }

    private String force(Decision<BreakerOverride> decision, String state) {
        Target target = decision.target;
        policies.change(overrides -> overrides.withBreakers(overrides.breakers.with(decision)));
        Decisions<BreakerOverride> all = policies.overrides().breakers;
        return log.told(decision.by, "the circuit breaker of " + target + " is forced " + state)
                + effect().ofBreakers(target.matching(), destination -> all.find(destination) == decision)
                + overruled(all, target);
    }

    /** As {@link AgentControl#switchOff}. */
    String switchOff(@Nullable String by) {
        String who = OperatorLog.nameOf(by);
        Decision<Boolean> before = policies.overrides().switchedOff;
        if (before != null) {
            return "Everything is off already, by " + before.by + " since " + Instant.ofEpochMilli(before.sinceMillis);
        }
        Decision<Boolean> off = new Decision<>(Target.parse(Target.ALL), true, "off", who, time.epochMillis());
        policies.change(overrides -> overrides.withSwitch(off));
        return log.told(who, "everything is off") + ": calls are made as if Breakwater were not there";
    }

    /** As {@link AgentControl#switchOn}. */
    String switchOn(@Nullable String by) {
        String who = OperatorLog.nameOf(by);
        policies.change(overrides -> overrides.withSwitch(null));
        return log.told(who, "everything is on again");
    }

    boolean isSwitchedOff() {
        return policies.overrides().switchedOff != null;
    }

    /** A line each. */
    List<String> list() {
        OperatorOverrides overrides = policies.overrides();
        List<String> lines = new ArrayList<>();
        if (overrides.switchedOff != null) {
            lines.add(line("everything", overrides.switchedOff));
        }
        overrides.modes.list().forEach(decision -> lines.add(line("mode of " + decision.target, decision)));
        overrides.breakers.list().forEach(decision -> lines.add(line("breaker of " + decision.target, decision)));
        return lines;
    }

    private static String line(String what, Decision<?> decision) {
        return what + ": " + decision.word + " (" + decision.by + ", " + Instant.ofEpochMilli(decision.sinceMillis)
                + ")";
    }

    private Effect effect() {
        return new Effect(engine, policies.policies(), isSwitchedOff());
    }

    private static String word(@Nullable String text) {
        return text == null ? "" : text.trim().toLowerCase(Locale.ROOT);
    }
}
