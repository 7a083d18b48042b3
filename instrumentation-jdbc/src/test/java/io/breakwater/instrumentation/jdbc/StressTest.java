package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.FaultProxy;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import io.breakwater.instrumentation.kit.Waiting;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads, a pool, a network that breaks all the time: nothing is left behind. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StressTest {
    private static final int THREADS = 16;
    private static final long NANOS = Duration.ofSeconds(5).toNanos();
    private static final DriverVersion DRIVER = DriverVersion.POSTGRESQL_42_7;

    private final AtomicInteger good = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();

    @Test
    void after_a_storm_nothing_is_under_way_and_no_limit_is_left() throws Exception {
        try (FaultProxy proxy = DRIVER.server().proxy();
                Access access = Access.to(DRIVER.url(proxy.host(), proxy.port()), DRIVER, PoolVersion.HIKARICP_6);
                Agent agent = Agent.with(Rules.none()
                        .query(Duration.ofMillis(150))
                        .grace(Duration.ofMillis(100))
                        .connect(Duration.ofSeconds(1))
                        .login(Duration.ofSeconds(1))
                        .connectAttempts(2)
                        .breakerAfter(6)
                        .openFor(Duration.ofMillis(30))
                        .bulkhead(3, Duration.ofMillis(20)))) {
            String url = DRIVER.url(proxy.host(), proxy.port());
            long startNanos = System.nanoTime();
            ExecutorService callers = Executors.newFixedThreadPool(THREADS);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(callers.submit(() -> {
                    while (System.nanoTime() - startNanos < NANOS) {
                        callOnce(access);
                    }
                }));
            }
            while (System.nanoTime() - startNanos < NANOS) {
                LockSupport.parkNanos(300_000_000);
                switch (ThreadLocalRandom.current().nextInt(3)) {
                    case 0:
                        proxy.reset();
                        break;
                    case 1:
                        proxy.blackHole();
                        LockSupport.parkNanos(400_000_000);
                        proxy.pass();
                        proxy.reset();
                        break;
                    default:
                        proxy.refuse();
                        LockSupport.parkNanos(100_000_000);
                        proxy.accept();
                }
            }
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
            callers.shutdown();

            Waiting.until(() -> agent.underWay(url) == 0);
            Waiting.until(() -> works(access) && agent.stateOf(url) == CircuitState.CLOSED);
            assertThat(wrong).hasValue(0);
            assertThat(good).hasPositiveValue();
            assertThat(agent.interventions(InterventionKind.FAIL_OPEN)).isEmpty();
            try (Connection connection = access.connect();
                    Statement statement = connection.createStatement()) {
                assertThat(statement.getQueryTimeout()).isZero();
                assertThat(connection.getNetworkTimeout()).isZero();
            }
        }
    }

    private void callOnce(Access access) {
        boolean slow = ThreadLocalRandom.current().nextInt(8) == 0;
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(slow ? "select pg_sleep(1)" : "select 1");
            good.incrementAndGet();
        } catch (SQLException expected) {
            // The network breaks all the time.
        } catch (RuntimeException | Error e) {
            wrong.incrementAndGet();
        }
    }

    private static boolean works(Access access) {
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException refused) {
            return false;
        }
    }
}
