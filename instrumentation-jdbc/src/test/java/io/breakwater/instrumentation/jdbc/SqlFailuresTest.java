package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Outcome;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts.VendorCodes;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the codes of databases mean to the policies. Traps 80, 84 and 86. */
class SqlFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "NONE, 08007, 0, other failure", // the outcome of a commit is unknown
        "NONE, 40003, 0, other failure",
        "NONE, 08S02, 0, other failure", // a wrapper has connected anew
        "NONE, 22012, 0, other failure",
        "NONE, 25P02, 0, other failure",
        "NONE, 42703, 0, other failure",
        "NONE, 55P03, 0, other failure",
        "NONE, 08003, 0, connection-lost",
        "NONE, 08006, 0, connection-lost",
        "NONE, 08S01, 0, connection-lost",
        "NONE, 57P01, 0, connection-lost",
        "NONE, 57P03, 0, server-shutdown",
        "NONE, 53300, 0, server-shutdown",
        "NONE, 40001, 0, serialization-failure",
        "NONE, 40P01, 0, serialization-failure",
        "NONE, 57014, 0, attempt-timeout",
        "MYSQL, HY000, 1205, serialization-failure",
        "MYSQL, 40001, 1213, serialization-failure",
        "MYSQL, 70100, 1317, attempt-timeout",
        "MYSQL, 08004, 1040, server-shutdown",
        "SQL_SERVER, 40001, 1205, serialization-failure",
        "ORACLE, 61000, 60, serialization-failure",
    })
    void a_failure_of_a_statement_is_classed_by_code_then_state(
            VendorCodes vendor, String state, int code, String outcome) {
        assertThat(SqlFailures.ofStatement(vendor, new SQLException("x", state, code)))
                .hasToString(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, 08001, 0, connect-failure",
        "NONE, 08004, 0, other failure",
        "NONE, 28P01, 0, other failure",
        "NONE, 28000, 0, other failure",
        "NONE, 3D000, 0, other failure",
        "NONE, 57P03, 0, server-shutdown",
        "MYSQL, 08004, 1040, server-shutdown",
        "MYSQL, 28000, 1045, other failure",
        "SQL_SERVER, S0001, 18456, other failure",
        "SQL_SERVER, S0001, 40613, server-shutdown",
        "ORACLE, 08006, 12541, connect-failure",
    })
    void a_failure_to_connect_is_classed_by_code_then_state(
            VendorCodes vendor, String state, int code, String outcome) {
        assertThat(SqlFailures.ofConnect(vendor, new SQLException("x", state, code)))
                .hasToString(outcome);
    }

    /** What MariaDB's and MySQL's drivers make of a command that is refused after the login. */
    @ParameterizedTest
    @CsvSource({
        "08000, 0, HY000, 1193, other failure", // unknown system variable
        "08000, 1193, HY000, 1193, other failure",
        "08000, 0, 42000, 1064, other failure",
        "08000, 0, 08S01, 1158, connect-failure", // the server could not read from the network
        "08000, 0, HY000, 2013, connect-failure", // a client's own: connection lost
        "08000, 0, 70100, 1317, connect-failure",
    })
    void an_answer_below_a_failure_to_connect_is_what_counts(
            String state, int code, String stateBelow, int codeBelow, String outcome) {
        SQLException answer = new SQLException("x", stateBelow, codeBelow);

        assertThat(SqlFailures.ofConnect(VendorCodes.MYSQL, new SQLException("x", state, code, answer)))
                .hasToString(outcome);
    }

    @Test
    void what_we_have_refused_counts_for_nobody() {
        assertThat(SqlFailures.ofStatement(VendorCodes.NONE, new CallNotPermittedException("x")))
                .isSameAs(Outcome.IGNORED);
        assertThat(SqlFailures.ofConnect(VendorCodes.NONE, new BulkheadFullException("x")))
                .isSameAs(Outcome.IGNORED);
    }

    @Test
    void a_chain_of_failures_without_an_end_is_followed_to_a_limit() {
        SQLException one = new SQLException("one");
        SQLException other = new SQLException("other", one);
        one.initCause(other);

        assertThat(SqlFailures.ofStatement(VendorCodes.NONE, one)).isSameAs(Outcome.OTHER_FAILURE);
        assertThat(SqlFailures.isEndedByNetwork(one)).isFalse();
    }

    @Test
    void the_network_ended_what_no_timeout_is_the_cause_of() {
        assertThat(SqlFailures.isEndedByNetwork(new SQLException("x", "08001", new ConnectException("refused"))))
                .isTrue();
        assertThat(SqlFailures.isEndedByNetwork(new SQLException("x", new EOFException())))
                .isTrue();
        assertThat(SqlFailures.isEndedByNetwork(new SQLException("x", new SocketTimeoutException())))
                .isFalse();
        assertThat(SqlFailures.isEndedByNetwork(new SQLTimeoutException("x", new ConnectException("timed out"))))
                .isFalse();
        assertThat(SqlFailures.isEndedByNetwork(new SQLException("x", "08001"))).isFalse();
    }
}
