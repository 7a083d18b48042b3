package io.breakwater.instrumentation.jdbc.kit;

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
import io.breakwater.instrumentation.kit.Faults;
import io.breakwater.instrumentation.kit.WovenEngine;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The agent in the test's own JVM, in force from {@link #with} to {@link #close}. Thread-safe. */
public final class Agent implements AutoCloseable, PolicySource {
    private final CallPolicy connect;
    private final CallPolicy execute;
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final WovenEngine woven;

    private Agent(Rules rules, Faults faults) {
        this.connect = rules.connectPolicy();
        this.execute = rules.executePolicy();
        this.woven = new WovenEngine(this, faults);
    }

    public static Agent with(Rules rules) {
        return new Agent(rules, Faults.none());
    }

    public static Agent with(Rules rules, Faults faults) {
        return new Agent(rules, faults);
    }

    @Override
    public DestinationPolicy policyFor(Destination destination) {
        return (method, path) -> {
            // To prepare is no call, and neither is a look from a test.
            if (!method.equals("SELECT") && !method.equals("LOOK")) {
                calls.add(method + " " + destination);
            }
            return method.equals("CONNECT") ? connect : execute;
        };
    }

    /** What the adapters asked a policy for, in order: {@code EXECUTE jdbc:h2:mem:x}. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    public long count(String operation) {
        return calls.stream().filter(call -> call.startsWith(operation + " ")).count();
    }

    /** Forgets what was called so far. */
    public void forgetCalls() {
        calls.clear();
    }

    @Override
    public int maxDestinations() {
        return 100;
    }

    @Override
    public long idleDestinationNanos() {
        return Duration.ofMinutes(10).toNanos();
    }

    public Engine engine() {
        return woven.engine();
    }

    public Guard guardOf(String url) {
        return engine().guardFor(Destination.ofDatabase(url), "LOOK", "");
    }

    public CircuitState stateOf(String url) {
        return guardOf(url).breaker().state(System.nanoTime());
    }

    /** This thread works for somebody who waits for so long, until the scope is closed. */
    public Scope servesFor(Duration left) {
        Deadline deadline = Deadline.at(System.nanoTime() + left.toNanos());
        return engine().context().enter(new Caller(deadline, false, null), Agent.class);
    }

    /** Opens the breaker of a database, as its failures would. */
    public void open(String url) {
        Guard guard = guardOf(url);
        while (guard.breaker().state(System.nanoTime()) != CircuitState.OPEN) {
            guard.breaker().tryAcquire(System.nanoTime()).onFailure(System.nanoTime(), 1);
        }
    }

    public int underWay(String url) {
        return guardOf(url).bulkhead().concurrentCalls();
    }

    public List<Intervention> interventions(InterventionKind kind) {
        return woven.interventions(kind);
    }

    public List<InterventionKind> kinds() {
        return woven.kinds();
    }

    public void awaitWait(Duration wait) {
        woven.awaitWait(wait);
    }

    /** Asks the first join point of that name, as if the method had been called. */
    public Object[] enter(String className, String method, Object... call) {
        return woven.enter(className, method, call);
    }

    @Override
    public void close() {
        woven.close();
    }
}
