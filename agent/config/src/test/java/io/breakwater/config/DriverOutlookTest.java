package io.breakwater.config;

import static io.breakwater.config.ConfigText.good;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of each product {@code explain} promises what its driver can keep, and says what it cannot. */
class DriverOutlookTest {
    private static final String[] FILE = {
        "version: 1",
        "mode: enforce",
        "defaults:",
        "  jdbc:",
        "    timeouts: {connect: 700ms, login: 2500ms, query: 1500ms, network-grace: 1s}",
        "    retry: {max-attempts: 2, statements: serialization-read}"
    };
    private static final String NAMED =
            "jdbc-drivers: [{driver-class: com.example.Driver, statement-class: com.example.Statement}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "jdbc:postgresql://pg/x | at most 1s (700ms in whole seconds) to connect, 2500ms until the database has let"
                        + " us in (if the URL names one server).",
                "jdbc:mysql://db/x | at most 700ms to connect, 2500ms until the database has let us in (if the URL names one"
                        + " server, and no autoReconnect).",
                "jdbc:mariadb://db/x | at most 700ms until the database has let us in, connecting included: the driver of"
                        + " MariaDB takes one limit for both. A data source of the driver's own takes the login's alone, in"
                        + " whole seconds.",
                "jdbc:h2:mem:x | no limit is set, because the driver of H2 takes none for connecting and for the login.",
                "jdbc:sqlite:x.db | no limit is set, because the driver of SQLite takes none for connecting and for the"
                        + " login.",
                "jdbc:derby:x | no limit is set, because the driver of Derby takes none for connecting and for the login.",
                "jdbc:sqlserver://db | at most 3s (2500ms in whole seconds) until the database has let us in (if the URL"
                        + " names one server); the driver of SQL Server takes none for connecting alone. A data source of"
                        + " the driver's own takes the login's alone, in whole seconds.",
                "jdbc:oracle:thin:@//db/x | at most 700ms to connect, 2500ms until the database has let us in (if the URL"
                        + " names one server). A data source of the driver's own takes the login's alone, in whole seconds.",
                "jdbc:db2://db/x | at most 3s (2500ms in whole seconds) until the database has let us in (if the URL names"
                        + " one server); the driver of DB2 takes none for connecting alone."
            })
    void to_connect_takes_as_long_as_the_driver_can_be_told(String url, String limits) {
        assertThat(outlook(FILE, "CONNECT", url)).contains("timeouts: " + limits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "jdbc:postgresql://pg/x | at most 1500ms per statement; a connection that stays silent for 2500ms is given"
                        + " up.",
                "jdbc:mysql://db/x | at most 2s (1500ms in whole seconds) per statement; a connection that stays silent for"
                        + " 2500ms is given up.",
                "jdbc:mariadb://db/x | at most 2s (1500ms in whole seconds) per statement, unless it has a fetch size or"
                        + " loads a file; a connection that stays silent for 2500ms is given up.",
                "jdbc:h2:mem:x | at most 2s (1500ms in whole seconds) per statement; a server that falls silent is not"
                        + " noticed, because the driver of H2 takes no limit for that.",
                "jdbc:sqlite:x.db | no limit is set, because the driver of SQLite takes none that ends what executes."
            })
    void a_statement_takes_as_long_as_the_driver_can_be_told(String url, String limits) {
        assertThat(outlook(FILE, "EXECUTE", url)).contains("timeouts: " + limits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "jdbc:mysql://db/x | is retried once, after serialization-failure, outside a transaction only; a prepared"
                        + " one not if a parameter was a stream.",
                "jdbc:h2:mem:x | is retried once, after serialization-failure, outside a transaction only; a prepared one"
                        + " is not.",
                "jdbc:oracle:thin:@//db/x | is not retried, because with the driver of Oracle no text is proven to be a pure"
                        + " read."
            })
    void a_pure_read_is_repeated_where_it_can_be_proven(String url, String retry) {
        assertThat(outlook(FILE, "SELECT", url)).contains("retry: a failed SELECT " + retry);
    }

    @Test
    void where_nothing_is_limited_no_driver_is_blamed() {
        String[] file = {
            "version: 1", "mode: enforce", "defaults: {jdbc: {timeouts: {connect: none, login: none, query: none}}}"
        };

        assertThat(outlook(file, "CONNECT", "jdbc:h2:mem:x")).contains("timeouts: no limit is set.");
        assertThat(outlook(file, "EXECUTE", "jdbc:sqlite:x.db")).contains("timeouts: no limit is set.");
    }

    @Test
    void a_limit_of_connecting_alone_is_none_where_the_driver_takes_no_such() {
        String[] file = {"version: 1", "mode: enforce", "defaults: {jdbc: {timeouts: {login: none}}}"};

        assertThat(outlook(file, "CONNECT", "jdbc:sqlserver://db"))
                .contains("timeouts: no limit is set: the driver of SQL Server takes none for connecting alone.");
        assertThat(outlook(file, "CONNECT", "jdbc:postgresql://pg/x")).contains("timeouts: at most 10s to connect.");
        assertThat(outlook(file, "CONNECT", "jdbc:mariadb://db/x"))
                .contains("timeouts: at most 10s until the database has let us in, connecting included: the driver of"
                        + " MariaDB takes one limit for both.");
    }

    @Test
    void no_driver_is_told_more_than_a_day() {
        String[] file = {
            "version: 1", "mode: enforce", "defaults: {jdbc: {timeouts: {query: 25h, network-grace: none}}}"
        };

        assertThat(outlook(file, "EXECUTE", "jdbc:mysql://db/x"))
                .contains("timeouts: at most 24h (25h, but a day at most) per statement.");
    }

    @Test
    void a_product_without_a_known_driver_is_promised_nothing() {
        assertThat(outlook(FILE, "CONNECT", "jdbc:hsqldb:mem:x"))
                .containsExactly("driver: no known driver; see jdbc-drivers. No call to jdbc:hsqldb: is guarded.");
        assertThat(outlook(FILE, "CONNECT", "jdbc:postgres://pg/x"))
                .containsExactly(
                        "driver: no known driver; see jdbc-drivers. No call to jdbc:postgres: is guarded. Did you"
                                + " mean jdbc:postgresql:?");
    }

    @Test
    void a_driver_that_the_file_names_is_promised_what_all_drivers_can() {
        String[] file = Arrays.copyOf(FILE, FILE.length + 1);
        file[FILE.length] = NAMED;

        assertThat(outlook(file, "CONNECT", "jdbc:example://db/x"))
                .startsWith(
                        "driver: no known driver; see jdbc-drivers. If that of jdbc:example: is among those that the file"
                                + " names:",
                        "timeouts: no limit is set, because a driver of jdbc-drivers is told none for connecting and for the"
                                + " login.");
        assertThat(outlook(file, "SELECT", "jdbc:example://db/x"))
                .contains(
                        "timeouts: at most 2s (1500ms in whole seconds) per statement; a server that falls silent is not"
                                + " noticed, because a driver of jdbc-drivers is told no limit for that.",
                        "retry: a failed SELECT is not retried, because with a driver of jdbc-drivers no text is proven to be"
                                + " a pure read.");
    }

    private static List<String> outlook(String[] file, String operation, String url) {
        return good(file).explainDatabase(operation, url).outlook();
    }
}
