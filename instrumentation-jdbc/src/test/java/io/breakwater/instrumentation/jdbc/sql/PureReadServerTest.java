package io.breakwater.instrumentation.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import io.breakwater.instrumentation.kit.Woven;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The statements of the corpus, executed by real servers in a transaction that may only read: what is classed as a pure read
 * is never refused there, and leaves neither a lock nor a setting behind.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PureReadServerTest {
    /** Of PostgreSQL and of MariaDB. */
    private static final String REFUSED = "25006";

    /** A server, a schema in which as many statements as possible mean something, and what a session leaves behind. */
    private enum Server {
        POSTGRESQL(
                DriverVersion.POSTGRESQL_42_7,
                SqlDialect.POSTGRESQL,
                "start transaction read only",
                "select (select count(*) from pg_locks where locktype = 'advisory' or mode in ('RowShareLock',"
                        + " 'RowExclusiveLock', 'ExclusiveLock') and pid = pg_backend_pid() and locktype = 'relation')"
                        + " || '/' || (select md5(string_agg(name || '=' || setting, ',' order by name)) from pg_settings"
                        + " where name not in ('transaction_read_only', 'in_hot_standby'))",
                "create schema corpus; set search_path to corpus; create schema shop;"
                        + "create table t (id int, n int, a int, b int, c int, d date, x int, name text, created timestamp,"
                        + " data jsonb); insert into t (id, a, b, name) values (1, 2, 3, 'x');"
                        + "create table u (id int, a int, b int, x int); create table v (c int);"
                        + "create table a (id int, x int); create table b (id int);"
                        + "create table orders (id int, name text, total int, customer int);"
                        + "create table shop.orders (id int, total int); create table \"my table\" (\"delete from\" int,"
                        + " \"it\"\"s\" int); create sequence s;"
                        + "alter role current_user set search_path to corpus, public",
                "drop schema if exists corpus cascade; drop schema if exists shop cascade;"
                        + "alter role current_user reset search_path"),
        MARIADB(
                DriverVersion.MARIADB_3_5,
                SqlDialect.MYSQL,
                "start transaction read only",
                "select concat((select coalesce(sum(trx_rows_locked), 0) from information_schema.innodb_trx"
                        + " where trx_mysql_thread_id = connection_id()), '/', (select md5(group_concat(variable_name, '=',"
                        + " variable_value order by variable_name)) from information_schema.session_variables where"
                        + " variable_name not in ('TIMESTAMP', 'RAND_SEED1', 'RAND_SEED2', 'WARNING_COUNT', 'ERROR_COUNT',"
                        + " 'IN_TRANSACTION', 'LAST_GTID', 'IDENTITY', 'LAST_INSERT_ID', 'PSEUDO_THREAD_ID')))",
                "create table t (id int, a int, b int, c int, d date, x int, name text, created timestamp, fulltext (name));"
                        + "insert into t (id, a, b, name) values (1, 2, 3, 'x');"
                        + "create table u (id int, b int, x int); create table a (id int); create table b (id int);"
                        + "create table orders (id int); create database shop; create table shop.orders (id int)",
                "drop table if exists t, u, a, b, orders; drop database if exists shop");

        private final DriverVersion driver;
        private final SqlDialect dialect;
        private final String begin;
        private final String traces;
        private final String setUp;
        private final String tearDown;

        Server(DriverVersion driver, SqlDialect dialect, String begin, String traces, String setUp, String tearDown) {
            this.driver = driver;
            this.dialect = dialect;
            this.begin = begin;
            this.traces = traces;
            this.setUp = setUp;
            this.tearDown = tearDown;
        }
    }

    /** The agent of the other tests can only be woven into drivers that are loaded after it. */
    @BeforeAll
    static void others_find_their_drivers_unloaded() {
        Woven.answeredBy(null);
    }

    private final List<String> executed = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> withTrace = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void no_pure_read_is_refused_where_only_reading_is_allowed(Server server) throws Exception {
        executeAll(server, StatementCorpus.statements(server.dialect, '+'));

        assertThat(refused).isEmpty();
        assertThat(withTrace).isEmpty();
        assertThat(executed).as(() -> "failed: " + failed).hasSizeGreaterThan(failed.size() * 2);
    }

    /** Or else the test above would prove nothing. */
    @ParameterizedTest
    @EnumSource
    void what_writes_is_refused_there(Server server) throws Exception {
        executeAll(server, StatementCorpus.statements(server.dialect, '-'));

        assertThat(refused).hasSizeGreaterThan(5);
        if (server == Server.POSTGRESQL) {
            assertThat(withTrace).isNotEmpty();
        }
    }

    private void executeAll(Server server, List<String> texts) throws Exception {
        try (Access access = Access.to(server.driver.url(), server.driver, PoolVersion.NONE)) {
            each(access, server.tearDown);
            each(access, server.setUp);
            try {
                for (String text : texts) {
                    // One each: a statement may end the transaction, or the session.
                    try (Connection connection = access.connect();
                            Statement statement = connection.createStatement()) {
                        statement.setQueryTimeout(5);
                        String before = traces(server, statement);
                        statement.execute(server.begin);
                        execute(server, statement, withValues(text), before);
                    }
                }
            } finally {
                each(access, server.tearDown);
            }
        }
    }

    private void execute(Server server, Statement statement, String text, String before) {
        try {
            boolean rows = statement.execute(text);
            while (rows && statement.getResultSet().next()) {
                // What a row needs is done when it is fetched.
            }
            (traces(server, statement).equals(before) ? executed : withTrace).add(text);
        } catch (SQLException failure) {
            (REFUSED.equals(failure.getSQLState()) ? refused : failed).add(text + " -> " + failure.getMessage());
        }
    }

    private static String traces(Server server, Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(server.traces)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** A plain number for each parameter, as far as it is one. */
    private static String withValues(String text) {
        return text.replaceAll("(=|[(]|FIRST|OFFSET|LIMIT|from|for) ?[?](?![?|&])", "$1 1");
    }

    private static void each(Access access, String texts) throws SQLException {
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            for (String text : texts.split(";", -1)) {
                statement.execute(text);
            }
        }
    }
}
