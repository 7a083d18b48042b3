package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.jdbc.driver.DriverFacts;
import io.breakwater.instrumentation.jdbc.driver.Drivers;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.IsolatedJars;
import java.lang.reflect.Proxy;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Traps 62 and 66: a limit in a driver's own unit is never 0, which is none, never shorter, and never too large. */
class RoundingTest {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final DriverFacts POSTGRESQL = Drivers.of("org.postgresql.Driver", "");

    @ParameterizedTest
    @CsvSource({"1, 1", "999, 1", "1000, 1", "1001, 2", "1200, 2", "86400000, 86400", "9000000000, 86400"})
    void a_query_timeout_in_seconds_is_rounded_up(long millis, long seconds) {
        Statement statement = (Statement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Statement.class}, (self, method, arguments) -> null);

        QueryTimeout timeout = QueryTimeout.of(POSTGRESQL, statement);

        assertThat(timeout.valueOf(millis * NANOS_PER_MILLI)).isEqualTo(seconds);
        assertThat(timeout.valueOf(1)).isOne();
        assertThat(timeout.valueOf(Long.MAX_VALUE)).isEqualTo(86_400);
    }

    @Test
    void a_query_timeout_in_milliseconds_is_rounded_up() throws Exception {
        try (IsolatedJars jars = IsolatedJars.of(DriverVersion.POSTGRESQL_42_7.directory())) {
            Class<?> type = Class.forName("org.postgresql.jdbc.PgStatement", false, jars.loader());

            QueryTimeout timeout = QueryTimeout.of(POSTGRESQL, type);

            assertThat(timeout.valueOf(1)).isOne();
            assertThat(timeout.valueOf(300 * NANOS_PER_MILLI)).isEqualTo(300);
            assertThat(timeout.valueOf(300 * NANOS_PER_MILLI + 1)).isEqualTo(301);
            assertThat(timeout.valueOf(Long.MAX_VALUE)).isEqualTo(86_400_000);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000_000, 999_000_000, 1_000_000_001, Long.MAX_VALUE})
    void a_property_of_the_login_is_never_shorter_than_the_limit_nor_longer_than_a_day(long nanos) {
        for (DriverFacts driver : Drivers.all()) {
            for (LoginProperty property : driver.loginProperties()) {
                long told = property.nanosOf(property.valueOf(nanos));

                assertThat(told)
                        .as(property.name())
                        .isBetween(Math.min(nanos, 86_400_000_000_000L), 86_400_000_000_000L);
            }
        }
    }
}
