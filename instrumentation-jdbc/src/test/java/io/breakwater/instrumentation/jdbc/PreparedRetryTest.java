package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DatabaseFaults;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A prepared read that the database rolled back is executed again with the parameters that it had, unless one of them is
 * good for one execution only. Traps 64, 75 and 77.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PreparedRetryTest {

    private static final String IF_POSITIVE = " where ? > 0";

    /** Sets the first parameter of a statement. */
    private interface Setter {
        void set(PreparedStatement statement) throws SQLException;
    }

    /** Each driver that keeps its parameters, preparing on its own side and on that of the server. */
    private static Stream<Arguments> drivers() {
        return Stream.of(DriverVersion.values())
                .filter(DriverVersion::hasServer)
                .flatMap(driver -> Stream.of(false, true).map(onServer -> Arguments.of(driver, onServer)));
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void a_prepared_read_is_executed_again_with_its_parameters(DriverVersion driver, boolean onServer)
            throws Exception {
        try (DatabaseFaults faults = DatabaseFaults.of(driver.server());
                Access access = access(driver, onServer);
                Agent agent = Agent.with(retries());
                Connection connection = access.connect();
                PreparedStatement statement = connection.prepareStatement(read(faults, driver) + IF_POSITIVE)) {
            statement.setInt(1, 1);

            assertThat(number(statement.executeQuery())).isEqualTo(2);
            assertThat(number(statement.executeQuery())).isEqualTo(3);
            assertThat(statement.execute()).isTrue();
            statement.clearParameters();
            statement.setInt(1, -1);
            assertThat(statement.executeQuery().next()).isFalse();

            assertThat(agent.kinds()).containsExactly(InterventionKind.RETRY);
        }
    }

    /** Of all types that are common, several at once, as a statement has them. */
    @ParameterizedTest
    @MethodSource("drivers")
    void no_parameter_is_lost_between_the_tries(DriverVersion driver, boolean onServer) throws Exception {
        try (DatabaseFaults faults = DatabaseFaults.of(driver.server());
                Access access = access(driver, onServer);
                Agent agent = Agent.with(retries());
                Connection connection = access.connect();
                PreparedStatement statement = connection.prepareStatement(
                        read(faults, driver) + " where ? > 0 and 'text' = ? and 4.5 = ? and ? > 0 and ? <> 'x'")) {
            statement.setLong(1, 1);
            statement.setString(2, "text");
            statement.setBigDecimal(3, new BigDecimal("4.5"));
            statement.setObject(4, 1);
            statement.setObject(5, "y");

            assertThat(number(statement.executeQuery())).isEqualTo(2);

            assertThat(agent.kinds()).containsExactly(InterventionKind.RETRY);
        }
    }

    private static Stream<Arguments> oneTimeParameters() {
        List<Arguments> all = new ArrayList<>();
        for (DriverVersion driver : DriverVersion.values()) {
            if (driver.hasServer()) {
                all.add(oneTime(driver, "a stream", s -> s.setBinaryStream(1, stream(), 1)));
                all.add(oneTime(driver, "a long stream", s -> s.setBinaryStream(1, stream(), 1L)));
                all.add(oneTime(driver, "a stream to its end", s -> s.setBinaryStream(1, stream())));
                all.add(oneTime(driver, "an object", s -> s.setObject(1, stream())));
                all.add(oneTime(driver, "characters", s -> s.setCharacterStream(1, new StringReader("1"), 1)));
                all.add(oneTime(driver, "ASCII", s -> s.setAsciiStream(1, stream(), 1)));
                all.add(oneTime(driver, "a blob", s -> s.setBlob(1, stream(), 1)));
                all.add(oneTime(driver, "a clob", s -> s.setClob(1, new StringReader("1"), 1)));
            }
        }
        return all.stream();
    }

    private static Arguments oneTime(DriverVersion driver, String what, Setter setter) {
        return Arguments.of(driver, what, setter);
    }

    /** Also after it was replaced by a value: that the statement once had one is all that we know. */
    @ParameterizedTest
    @MethodSource("oneTimeParameters")
    void a_statement_that_had_a_parameter_for_one_execution_is_not(DriverVersion driver, String what, Setter setter)
            throws Exception {
        try (DatabaseFaults faults = DatabaseFaults.of(driver.server());
                Access access = access(driver, false);
                Agent agent = Agent.with(retries());
                Connection connection = access.connect();
                PreparedStatement statement = connection.prepareStatement(read(faults, driver) + IF_POSITIVE)) {
            try {
                setter.set(statement);
            } catch (SQLException | LinkageError notSupported) {
                // What the driver refuses it has not taken.
            }
            statement.clearParameters();
            statement.setInt(1, 1);

            assertThat(catchThrowable(statement::executeQuery)).isInstanceOf(SQLException.class);

            assertThat(agent.kinds()).as(what).isEmpty();
            assertThat(number(statement.executeQuery())).isEqualTo(2);
        }
    }

    private static Stream<Arguments> values() {
        return Stream.of(
                value(s -> s.setObject(1, Instant.now().toString())),
                value(s -> s.setObject(1, new BigDecimal("1"))),
                value(s -> s.setObject(1, new Timestamp(0))),
                value(s -> s.setObject(1, new byte[] {1})),
                value(s -> s.setObject(1, null)),
                value(s -> s.setBinaryStream(1, null)));
    }

    private static Arguments value(Setter setter) {
        return Arguments.of(setter);
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_is_good_for_any_number_of_executions(Setter setter) throws Exception {
        DriverVersion driver = DriverVersion.MARIADB_3_5;
        try (DatabaseFaults faults = DatabaseFaults.of(driver.server());
                Access access = access(driver, false);
                Agent agent = Agent.with(retries());
                Connection connection = access.connect();
                PreparedStatement statement =
                        connection.prepareStatement(read(faults, driver) + " where 1 = 1 or ? = '1'")) {
            setter.set(statement);

            assertThat(number(statement.executeQuery())).isEqualTo(2);

            assertThat(agent.kinds()).containsExactly(InterventionKind.RETRY);
        }
    }

    private static Stream<Arguments> neverRepeated() {
        return Stream.of(
                Arguments.of("generated keys", (Preparing)
                        (c, text) -> c.prepareStatement(text, Statement.RETURN_GENERATED_KEYS)),
                Arguments.of("rows that can be changed", (Preparing) (c, text) ->
                        c.prepareStatement(text, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)),
                Arguments.of("a call", (Preparing) (c, text) -> c.prepareCall(text)),
                Arguments.of("no proven read", (Preparing) (c, text) -> c.prepareStatement(text + " for update")),
                Arguments.of("a transaction", (Preparing) (c, text) -> {
                    c.setAutoCommit(false);
                    return c.prepareStatement(text);
                }),
                Arguments.of("a transaction begun by a text", (Preparing) (c, text) -> {
                    c.prepareStatement("begin").execute();
                    return c.prepareStatement(text);
                }));
    }

    /** How a statement comes to be. */
    private interface Preparing {
        PreparedStatement prepare(Connection connection, String text) throws SQLException;
    }

    @ParameterizedTest
    @MethodSource("neverRepeated")
    void what_may_have_an_effect_or_a_transaction_around_it_is_not(String what, Preparing preparing) throws Exception {
        DriverVersion driver = DriverVersion.POSTGRESQL_42_7;
        try (DatabaseFaults faults = DatabaseFaults.of(driver.server());
                Access access = access(driver, false);
                Agent agent = Agent.with(retries());
                Connection connection = access.connect();
                PreparedStatement statement = preparing.prepare(connection, read(faults, driver))) {

            assertThat(catchThrowable(statement::executeQuery)).isInstanceOf(SQLException.class);

            assertThat(agent.kinds()).as(what).isEmpty();
        }
    }

    private static Rules retries() {
        return Rules.none().connectAttempts(2).readAttempts(2);
    }

    private static Access access(DriverVersion driver, boolean onServer) {
        String url = driver.url();
        String option =
                driver.server().product().equals("postgresql") ? "prepareThreshold=1" : "useServerPrepStmts=true";
        return Access.to(onServer ? url + (url.contains("?") ? "&" : "?") + option : url, driver, PoolVersion.NONE);
    }

    /** One that the database rolls back at its first execution. */
    private static String read(DatabaseFaults faults, DriverVersion driver) throws SQLException {
        return driver.server().product().equals("postgresql")
                ? faults.failingRead(1, "40001", 0)
                : faults.failingRead(1, "40001", 1213);
    }

    private static ByteArrayInputStream stream() {
        return new ByteArrayInputStream("1".getBytes(StandardCharsets.US_ASCII));
    }

    private static long number(ResultSet rows) throws SQLException {
        try (rows) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
