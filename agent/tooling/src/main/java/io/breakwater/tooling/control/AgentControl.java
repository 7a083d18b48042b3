package io.breakwater.tooling.control;

import io.breakwater.engine.Engine;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.metrics.Metrics;
import io.breakwater.tooling.control.status.RecentActivity;
import io.breakwater.tooling.control.status.StatusOrder;
import io.breakwater.tooling.control.status.StatusQuery;
import io.breakwater.tooling.control.status.StatusReport;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
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
    private final Engine engine;
    private final PoliciesInForce policies;
    private final ConfigurationInForce source;
    private final Metrics metrics;
    private final RecentActivity activity;
    private final TimeSource time;
    private final OperatorLog log;
    private final OperatorDecisions decisions;
    private final String version;
    private final long startedMillis;
    private volatile @Nullable Suggesting suggesting;
    private volatile @Nullable Consumer<String> detaching;
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
        this.log = new OperatorLog(log);
        this.decisions = new OperatorDecisions(engine, policies, time, this.log);
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
        StatusQuery query = new StatusQuery(Math.max(0, most), target.matching(), order);
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
        return decisions.setMode(host, mode, by);
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
        return decisions.setBreaker(host, action, by);
    }

    /**
     * Turns everything off: from now on every call is a plain call. Calls under way keep the limits that they began with. Not
     * refused while the agent leaves: it is what leaving comes to.
     */
    public String switchOff(@Nullable String by) {
        return decisions.switchOff(by);
    }

    /** Turns everything on again, as it was before: other decisions still hold, and breakers have kept their state. */
    public String switchOn(@Nullable String by) {
        refuseIfLeaving();
        return decisions.switchOn(by);
    }

    /** Has the configuration looked at now. */
    public String reload(@Nullable String by) {
        refuseIfLeaving();
        log.say(OperatorLog.nameOf(by), "reload");
        return source.reload();
    }

    /** True while everything is off. */
    public boolean isSwitchedOff() {
        return decisions.isSwitchedOff();
    }

    /** {@code enforce}, {@code observe} or {@code disabled}: what the configuration says where it names nothing. */
    public String configuredMode() {
        return policies.configuration().mode().name().toLowerCase(Locale.ROOT);
    }

    /** What operators have decided, a line each. */
    public List<String> overrides() {
        return decisions.list();
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

    /** @param next has the agent leave, and is given the name of who decides it, for the log */
    public void detachWith(Consumer<String> next) {
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
        Consumer<String> current = detaching;
        if (current == null) {
            throw new UnsupportedOperationException("detach: not possible here");
        }
        current.accept(OperatorLog.nameOf(by));
        return "Breakwater leaves the process";
    }
}
