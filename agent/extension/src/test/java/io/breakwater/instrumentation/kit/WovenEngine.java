package io.breakwater.instrumentation.kit;

import io.breakwater.engine.Engine;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.engine.time.Pause;
import io.breakwater.engine.time.Randomness;
import io.breakwater.engine.time.Surroundings;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.engine.time.Timer;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.JoinPoint;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The adapters of all woven join points with an engine of their own, in force from the beginning to {@link #close}. Time is
 * real, as the sockets are. Thread-safe.
 */
public class WovenEngine implements AutoCloseable, BiFunction<String, Object[], Object[]> {
    private final Map<String, JoinPoint> joinPoints = new HashMap<>();

    /** By join point and by the loader of its class, as the agent has them: a client may be there several times. */
    private final Map<List<Object>, Adapter> adapters = new ConcurrentHashMap<>();

    private final Queue<Intervention> interventions = new ConcurrentLinkedQueue<>();
    private final Queue<Long> waits = new ConcurrentLinkedQueue<>();
    private final Engine engine;

    public WovenEngine(PolicySource policies, Faults faults) {
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
                policies);
        for (JoinPoint joinPoint : Woven.JOIN_POINTS) {
            joinPoints.putIfAbsent(Woven.nameOf(joinPoint), joinPoint);
        }
        Woven.answeredBy(this);
    }

    private Adapter adapterOf(JoinPoint joinPoint, Object receiver) {
        List<Object> key = Arrays.asList(Woven.nameOf(joinPoint), loaderOf(joinPoint.className(), receiver));
        Adapter known = adapters.get(key);
        return known != null ? known : adapters.computeIfAbsent(key, absent -> newAdapter(joinPoint, key.get(1)));
    }

    /** Of the woven class, from which the receiver's own may have been derived; null for the JDK's. */
    private static ClassLoader loaderOf(String className, Object receiver) {
        for (Class<?> type = receiver == null ? null : receiver.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(className)) {
                return type.getClassLoader();
            }
        }
        return null;
    }

    /**
     * An adapter for a client of this loader, null for the JDK's. Here it is one of the test's own loader.
     *
     * @throws ClassNotFoundException if there is none
     */
    protected Class<?> adapterClass(String name, ClassLoader client) throws ClassNotFoundException {
        return Class.forName(name);
    }

    private Adapter newAdapter(JoinPoint joinPoint, Object client) {
        try {
            Constructor<?> constructor = adapterClass(joinPoint.adapterClassName(), (ClassLoader) client)
                    .getConstructors()[0];
            return (Adapter)
                    (constructor.getParameterCount() == 1
                            ? constructor.newInstance(engine)
                            : constructor.newInstance(engine, joinPoint));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Object[] apply(String site, Object[] call) {
        try {
            JoinPoint joinPoint = joinPoints.get(site);
            Adapter adapter = adapterOf(joinPoint, call[0]);
            return isOverridden(joinPoint, call[0]) ? adapter.enterFromOverride(call) : adapter.enter(call);
        } catch (Throwable forTheApplication) {
            throw WovenEngine.<RuntimeException>undeclared(forTheApplication);
        }
    }

    /** Of the tests' own subclasses of clients, those that have the method. */
    private static boolean isOverridden(JoinPoint joinPoint, Object receiver) {
        return receiver != null
                && receiver.getClass().getName().startsWith("io.breakwater.")
                && Arrays.stream(receiver.getClass().getDeclaredMethods())
                        .anyMatch(method -> method.getName().equals(joinPoint.methodName())
                                && joinPoint.descriptor().startsWith(parameters(method)));
    }

    private static String parameters(Method method) {
        String descriptor =
                MethodType.methodType(void.class, method.getParameterTypes()).toMethodDescriptorString();
        return descriptor.substring(0, descriptor.indexOf(')') + 1);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> RuntimeException undeclared(Throwable throwable) throws T {
        throw (T) throwable;
    }

    /** Asks the first join point of that name, as if the method had been called. */
    public Object[] enter(String className, String method, Object... call) {
        for (JoinPoint joinPoint : Woven.JOIN_POINTS) {
            if (joinPoint.className().equals(className)
                    && joinPoint.methodName().equals(method)) {
                return apply(Woven.nameOf(joinPoint), call);
            }
        }
        throw new IllegalArgumentException(className + "." + method + " (expected: a join point)");
    }

    public Engine engine() {
        return engine;
    }

    public List<Intervention> interventions(InterventionKind kind) {
        return interventions.stream().filter(seen -> seen.kind() == kind).collect(Collectors.toList());
    }

    public List<InterventionKind> kinds() {
        return interventions.stream().map(Intervention::kind).collect(Collectors.toList());
    }

    /** How long anything of ours has waited, or was to wait, so far. */
    public List<Duration> waits() {
        return waits.stream().map(Duration::ofNanos).collect(Collectors.toList());
    }

    /** Waits until a call waits for so long. */
    public void awaitWait(Duration wait) {
        Waiting.until(() -> waits.contains(wait.toNanos()));
    }

    @Override
    public void close() {
        Woven.answeredBy(null);
    }
}
