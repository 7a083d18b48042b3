package io.breakwater.instrumentation.kit;

import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Deadline;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.PolicySource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The adapters with an engine of their own, in force from {@link #with} to {@link #close}. Time is real, as the sockets
 * are.
 */
public final class Agent implements AutoCloseable, PolicySource {
    private final Map<Integer, CallPolicy> byPort = new ConcurrentHashMap<>();
    private final CallPolicy policy;
    private final WovenEngine woven;

    private Agent(Rules rules, Faults faults) {
        this.policy = rules.policy();
        this.woven = new WovenEngine(this, faults);
    }

    public static Agent with(Rules rules) {
        return with(rules, Faults.none());
    }

    public static Agent with(Rules rules, Faults faults) {
        return new Agent(rules, faults);
    }

    /** Other rules for one server. */
    public Agent at(ScriptedServer server, Rules rules) {
        return at(server.port(), rules);
    }

    /** Other rules for one port. */
    public Agent at(int port, Rules rules) {
        byPort.put(port, rules.policy());
        return this;
    }

    @Override
    public DestinationPolicy policyFor(Destination destination) {
        return DestinationPolicy.always(byPort.getOrDefault(destination.port(), policy));
    }

    @Override
    public int maxDestinations() {
        return 100;
    }

    @Override
    public long idleDestinationNanos() {
        return 600_000_000_000L;
    }

    public Engine engine() {
        return woven.engine();
    }

    /** This thread works for somebody who waits for so long, until the scope is closed. */
    public Scope servesFor(Duration left) {
        return serves(new Caller(Deadline.at(System.nanoTime() + left.toNanos()), false, null));
    }

    public Scope serves(Caller caller) {
        return woven.engine().context().enter(caller, Agent.class);
    }

    public Guard guardOf(ScriptedServer server) {
        return guardOf(server.uri("/"));
    }

    public Guard guardOf(URI uri) {
        return woven.engine().guardFor(Destination.of(uri.getScheme(), uri.getHost(), uri.getPort()), "GET", "/");
    }

    public CircuitState stateOf(ScriptedServer server) {
        return stateOf(server.uri("/"));
    }

    public CircuitState stateOf(URI uri) {
        return guardOf(uri).breaker().state(System.nanoTime());
    }

    public int underWay(ScriptedServer server) {
        return guardOf(server).bulkhead().concurrentCalls();
    }

    public List<Intervention> interventions(InterventionKind kind) {
        return woven.interventions(kind);
    }

    /** Waits until a call waits for so long. */
    public void awaitWait(Duration wait) {
        woven.awaitWait(wait);
    }

    /** How long anything of ours has waited, or was to wait, so far. */
    public List<Duration> waits() {
        return woven.waits();
    }

    public List<InterventionKind> kinds() {
        return woven.kinds();
    }

    @Override
    public void close() {
        woven.close();
    }
}
