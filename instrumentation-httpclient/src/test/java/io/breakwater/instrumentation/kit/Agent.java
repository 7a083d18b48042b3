package io.breakwater.instrumentation.kit;

import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.engine.time.Pause;
import io.breakwater.engine.time.Randomness;
import io.breakwater.engine.time.Surroundings;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.engine.time.Timer;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.JoinPoint;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The adapters with an engine of their own, in force from {@link #with} to {@link #close}. Time is real, as the sockets
 * are.
 */
public final class Agent implements AutoCloseable, BiFunction<String, Object[], Object[]>, PolicySource {
    private final Map<String, Adapter> adapters = new HashMap<>();
    private final Map<Integer, CallPolicy> byPort = new ConcurrentHashMap<>();
    private final Queue<Intervention> interventions = new ConcurrentLinkedQueue<>();
    private final Queue<Long> waits = new ConcurrentLinkedQueue<>();
    private final CallPolicy policy;
    private final Engine engine;

    private Agent(Rules rules, Faults faults) {
        this.policy = rules.policy();
        this.engine = new Engine(
                new Surroundings(
                        faults.in(TimeSource.system()),
                        (latch, nanos) -> {
                            waits.add(nanos);
                            return Pause.system().await(latch, nanos);
                        },
                        faults.in((Timer) (nanos, task) -> {
                            waits.add(nanos);
                            return TestTimer.INSTANCE.schedule(nanos, task);
                        }),
                        faults.in(Randomness.system())),
                interventions::add,
                this);
        for (JoinPoint joinPoint : Woven.JOIN_POINTS) {
            adapters.computeIfAbsent(Woven.nameOf(joinPoint), name -> newAdapter(joinPoint.adapterClassName()));
        }
    }

    public static Agent with(Rules rules) {
        return with(rules, Faults.none());
    }

    public static Agent with(Rules rules, Faults faults) {
        Agent agent = new Agent(rules, faults);
        Woven.answeredBy(agent);
        return agent;
    }

    private Adapter newAdapter(String className) {
        try {
            return Class.forName(className)
                    .asSubclass(Adapter.class)
                    .getConstructor(Engine.class)
                    .newInstance(engine);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
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
    public Object[] apply(String site, Object[] call) {
        try {
            return adapters.get(site).enter(call);
        } catch (Throwable forTheApplication) {
            throw Agent.<RuntimeException>undeclared(forTheApplication);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> RuntimeException undeclared(Throwable throwable) throws T {
        throw (T) throwable;
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
        return engine;
    }

    public Guard guardOf(ScriptedServer server) {
        return guardOf(server.uri("/"));
    }

    public Guard guardOf(URI uri) {
        return engine.guardFor(Destination.of(uri.getScheme(), uri.getHost(), uri.getPort()), "GET", "/");
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
        return interventions.stream().filter(seen -> seen.kind() == kind).collect(Collectors.toList());
    }

    /** Waits until a call waits for so long. */
    public void awaitWait(Duration wait) {
        Waiting.until(() -> waits.contains(wait.toNanos()));
    }

    /** How long anything of ours has waited, or was to wait, so far. */
    public List<Duration> waits() {
        return waits.stream().map(Duration::ofNanos).collect(Collectors.toList());
    }

    public List<InterventionKind> kinds() {
        return interventions.stream().map(Intervention::kind).collect(Collectors.toList());
    }

    @Override
    public void close() {
        Woven.answeredBy(null);
    }
}
