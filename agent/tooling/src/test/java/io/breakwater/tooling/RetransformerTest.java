package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.time.Pause;
import io.breakwater.engine.time.TimeSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetransformerTest {
    private static final List<Class<?>> CLASSES =
            Arrays.asList(String.class, Integer.class, Long.class, Short.class, Byte.class, Float.class, Double.class);

    private static final List<Class<?>> MANY = Collections.nCopies(21, String.class);

    private final List<List<Class<?>>> requests = new ArrayList<>();
    private final List<Long> restsMillis = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AgentLog log = new AgentLog(new PrintStream(out, true), false);
    private long nowNanos;
    private long requestMillis;
    private long classMillis;
    private int slowerFrom = Integer.MAX_VALUE;
    private Class<?> refused;

    private final Pause pause = (latch, nanos) -> {
        restsMillis.add(TimeUnit.NANOSECONDS.toMillis(nanos));
        return false;
    };
    private final TimeSource time = new TimeSource() {
        @Override
        public long nanoTime() {
            return nowNanos;
        }

        @Override
        public long epochMillis() {
            throw new AssertionError("nobody asks for the time of day");
        }
    };
    private final Retransformer retransformer = new Retransformer(11, jvm(), time, pause, log);

    @Test
    void a_jvm_that_does_nothing_else_is_asked_once() {
        retransformer.atOnce(CLASSES);

        assertThat(requests).containsExactly(CLASSES);
        assertThat(restsMillis).isEmpty();
    }

    @Test
    void nothing_is_asked_for_no_classes() {
        retransformer.atOnce(Collections.emptyList());
        retransformer.atWork(Collections.emptyList());

        assertThat(requests).isEmpty();
    }

    @Test
    void a_later_jvm_is_asked_once_as_well() {
        requestMillis = 50;

        new Retransformer(17, jvm(), time, pause, log).atWork(CLASSES);

        assertThat(requests).containsExactly(CLASSES);
        assertThat(restsMillis).isEmpty();
    }

    @Test
    void what_costs_the_same_for_one_class_as_for_many_is_asked_for_more_and_more() {
        requestMillis = 50;

        retransformer.atWork(CLASSES);

        assertThat(requests).extracting(List::size).containsExactly(1, 2, 4);
        assertThat(restsMillis).as("as long as it stood").containsExactly(50L, 50L);
    }

    @Test
    void what_costs_by_the_class_is_asked_for_a_few_at_a_time() {
        requestMillis = 80;
        classMillis = 45;

        retransformer.atWork(MANY);

        assertThat(requests).extracting(List::size).containsExactly(1, 2, 4, 4, 4, 4, 2);
    }

    @Test
    void what_becomes_dear_is_asked_for_less() {
        classMillis = 30;

        retransformer.atWork(CLASSES);

        assertThat(requests).extracting(List::size).containsExactly(1, 2, 2, 2);
        requests.clear();

        requestMillis = 50;
        slowerFrom = 4;
        retransformer.atWork(MANY);

        assertThat(requests).extracting(List::size).startsWith(1, 2, 4, 4, 2, 1, 1);
    }

    @Test
    void what_nobody_feels_is_asked_for_more_whatever_it_costs() {
        classMillis = 2;

        retransformer.atWork(CLASSES);

        assertThat(requests).extracting(List::size).containsExactly(1, 2, 4);
    }

    @Test
    void no_rest_is_longer_than_half_a_second() {
        requestMillis = 3_000;

        retransformer.atWork(CLASSES.subList(0, 2));

        assertThat(restsMillis).containsExactly(500L);
    }

    @Test
    void a_class_that_is_refused_keeps_no_other_from_it() {
        refused = Long.class;

        retransformer.atWork(CLASSES);
        log.flush();

        assertThat(requests)
                .filteredOn(request -> !request.contains(refused))
                .flatExtracting(request -> request)
                .hasSize(CLASSES.size() - 1);
        assertThat(new String(out.toByteArray(), StandardCharsets.UTF_8))
                .contains("java.lang.Long cannot be retransformed");
    }

    private Instrumentation jvm() {
        return (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, (proxy, method, arguments) -> {
                    List<Class<?>> request = Arrays.asList((Class<?>[]) arguments[0]);
                    requests.add(request);
                    long tookMillis = requestMillis + classMillis * request.size();
                    nowNanos +=
                            TimeUnit.MILLISECONDS.toNanos(requests.size() < slowerFrom ? tookMillis : 4 * tookMillis);
                    if (request.contains(refused)) {
                        throw new UnmodifiableClassException("no");
                    }
                    return null;
                });
    }
}
