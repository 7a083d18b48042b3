package io.breakwater.tooling.control;

import io.breakwater.config.ModeOverride;
import io.breakwater.config.Printable;
import io.breakwater.engine.Destination;
import io.breakwater.engine.DestinationSnapshot;
import io.breakwater.engine.Engine;
import io.breakwater.engine.policy.BreakerOverride;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.metrics.Metrics;
import io.breakwater.tooling.control.status.RecentActivity;
import io.breakwater.tooling.control.status.StatusOrder;
import io.breakwater.tooling.control.status.StatusQuery;
import io.breakwater.tooling.control.status.StatusReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The handle on the running agent: what it does, and how to make it do something else. What an operator decides outlives
 * every reload and ends with the process; each decision is one line of the log with the name of who took it.
 *
 * <p>Thread-safety: thread-safe. Errors: {@link IllegalArgumentException} for what cannot be understood, with what would
 * be; {@link IllegalStateException} for what an agent that leaves does no more; {@link UnsupportedOperationException} for what
 * this process cannot do.
 */
public final class AgentControl {
    private static final String CONFIGURED = "configured";
    private static final String FORCE_OPEN = "force-open";
    private static final String FORCE_CLOSED = "force-closed";
    private static final String RESET = "reset";

    private final Engine engine;
    private final PoliciesInForce policies;
    private final ConfigurationInForce source;
    private final Metrics metrics;
    private final RecentActivity activity;
    private final TimeSource time;
    private final Consumer<String> log;
    private final String version;
    private final long startedMillis;
    private volatile @Nullable Suggesting suggesting;
    private volatile @Nullable Runnable detaching;
    private volatile @Nullable String leaving;

    /**
     * @param log takes a line that somebody has to know
     * @param version of the agent
     */
    public AgentControl(
            Engine engine,
            PoliciesInForce policies,
            ConfigurationInForce source,
            Metrics metrics,
            TimeSource time,
            Consumer<String> log,
            String version) {
        this.engine = engine;
        this.policies = policies;
        this.source = source;
        this.metrics = metrics;
        this.activity = new RecentActivity(metrics);
        this.time = time;
        this.log = log;
        this.version = version;
        this.startedMillis = time.epochMillis();
    }

    /** To be called every other second: remembers what the numbers are like. */
    public void tick() {
        activity.look(time.nanoTime());
    }

    /**
     * What is going on.
     *
     * @param most how many destinations are told one by one; the others are summed
     * @param host which of them: {@code all}, or a pattern as in the configuration
     * @param order which of them come first
     */
    public StatusReport status(int most, String host, StatusOrder order) {
        Target target = Target.parse(host);
        StatusQuery query = new StatusQuery(Math.max(0, most), matching(target), order);
        return new StatusReader(policies, source, metrics, activity, time)
                .read(engine.destinations(), query, version, startedMillis, leaving);
    }

    /**
     * Has another mode hold for some destinations than the configuration says.
     *
     * @param mode {@code disabled}, {@code observe} or {@code enforce}; {@code configured} takes the decision back, or all of
     *     them if the host is {@code all}
     * @return for people: what holds now
     */
    public String setMode(String host, String mode, @Nullable String by) {
        refuseIfLeaving();
        Target target = Target.parse(host);
        String word = word(mode);
        String who = who(by);
        if (word.equals(CONFIGURED)) {
            policies.change(overrides -> overrides.withModes(overrides.modes.without(target)));
        } else {
            ModeOverride override = new ModeOverride(mode(word), "operator (" + who + ")");
            Decision<ModeOverride> decision = new Decision<>(target, override, word, who, time.epochMillis());
            policies.change(overrides -> overrides.withModes(overrides.modes.with(decision)));
        }
        String others = word.equals(CONFIGURED) ? "" : overruled(policies.overrides().modes, target);
        return told(who, "the mode of " + target + " is " + word) + effect().ofModes(matching(target)) + others;
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

    /**
     * Decides on the state of circuit breakers.
     *
     * @param action {@code force-open}, {@code force-closed}, or {@code reset}, which takes such a decision back and closes
     *     the breakers, with nothing counted
     * @return for people: what holds now
     */
    public String setBreaker(String host, String action, @Nullable String by) {
        refuseIfLeaving();
        Target target = Target.parse(host);
        String word = word(action);
        String who = who(by);
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
                int reset = engine.resetBreakers(matching(target), "reset by " + origin)
                        .size();
                return told(who, "the circuit breaker of " + target + " is reset") + ". " + Effect.destinations(reset)
                        + (reset == 1 ? " begins anew" : " begin anew") + stillForced(target);
            default:
                throw new IllegalArgumentException(
                        "action: " + Printable.line(word) + " (expected: force-open," + " force-closed or reset)");
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
        Predicate<Destination> which = matching(target);
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
        return told(decision.by, "the circuit breaker of " + target + " is forced " + state)
                + effect().ofBreakers(matching(target), destination -> all.find(destination) == decision)
                + overruled(all, target);
    }

    /** Turns everything off: from now on every call is a plain call. Calls under way keep the limits that they began with. */
    public String switchOff(@Nullable String by) {
        String who = who(by);
        Decision<Boolean> before = policies.overrides().switchedOff;
        if (before != null) {
            return "Everything is off already, by " + before.by + " since " + Instant.ofEpochMilli(before.sinceMillis);
        }
        Decision<Boolean> off = new Decision<>(Target.parse(Target.ALL), true, "off", who, time.epochMillis());
        policies.change(overrides -> overrides.withSwitch(off));
        return told(who, "everything is off") + ": calls are made as if Breakwater were not there";
    }

    /** Turns everything on again, as it was before: other decisions still hold, and breakers have kept their state. */
    public String switchOn(@Nullable String by) {
        refuseIfLeaving();
        String who = who(by);
        policies.change(overrides -> overrides.withSwitch(null));
        return told(who, "everything is on again");
    }

    /** Has the configuration looked at now. */
    public String reload(@Nullable String by) {
        refuseIfLeaving();
        log.accept("operator (" + who(by) + "): reload");
        return source.reload();
    }

    /** True while everything is off. */
    public boolean isSwitchedOff() {
        return policies.overrides().switchedOff != null;
    }

    /** {@code enforce}, {@code observe} or {@code disabled}: what the configuration says where it names nothing. */
    public String configuredMode() {
        return policies.configuration().mode().name().toLowerCase(Locale.ROOT);
    }

    /** What operators have decided, a line each. */
    public List<String> overrides() {
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

    public String version() {
        return version;
    }

    public ConfigurationInForce configuration() {
        return source;
    }

    /** Has suggestions made by this. */
    public void suggestWith(Suggesting next) {
        suggesting = next;
    }

    /**
     * A configuration that the traffic so far suggests, as YAML.
     *
     * @param host {@code all}, or a pattern as in the configuration
     * @param options for whoever makes it, as {@code key=value}, separated by blanks
     */
    public String suggest(String host, @Nullable String options) {
        Suggesting current = suggesting;
        if (current == null) {
            throw new UnsupportedOperationException("suggest: nothing is recorded here");
        }
        return current.suggest(host, options == null ? "" : options);
    }

    /** Has the agent leave in this way. */
    public void detachWith(Runnable next) {
        detaching = next;
    }

    /** The agent is on its way out: what is asked for from now on would change no call. */
    public void leaving(String how) {
        leaving = how;
    }

    private void refuseIfLeaving() {
        if (leaving != null) {
            throw new IllegalStateException(
                    "Breakwater is being detached: no call is guarded any more, and nothing was changed");
        }
    }

    /** Leaves the process, some time after this method has returned. */
    public String detach(@Nullable String by) {
        Runnable current = detaching;
        if (current == null) {
            throw new UnsupportedOperationException("detach: not possible here");
        }
        String who = who(by);
        log.accept("operator (" + who + "): detach");
        current.run();
        return "Breakwater leaves the process";
    }

    private String told(String who, String what) {
        log.accept("operator (" + who + "): " + what);
        return what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
    }

    private Effect effect() {
        return new Effect(engine, policies.policies(), isSwitchedOff());
    }

    private static Predicate<Destination> matching(Target target) {
        Decisions<Boolean> one = Decisions.<Boolean>none().with(new Decision<>(target, true, "", "", 0));
        return destination -> one.find(destination) != null;
    }

    private static String word(@Nullable String text) {
        return text == null ? "" : text.trim().toLowerCase(Locale.ROOT);
    }

    /** A name for the log: one line, and not longer than a name. */
    private static String who(@Nullable String by) {
        String name = by == null ? "" : Printable.line(by.trim());
        return name.isEmpty() ? "JMX" : name.substring(0, Math.min(80, name.length()));
    }
}
