package io.breakwater.config;

import static io.breakwater.config.ConfigText.load;
import static io.breakwater.config.ConfigText.notices;
import static io.breakwater.config.ConfigText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An entry for a product without a driver guards nothing; nobody should have to find that out. */
class DatabaseProductTest {
    private static final String NAMED =
            "jdbc-drivers: [{driver-class: com.example.Driver, statement-class: com.example.Statement}]";

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgres:, jdbc:postgresql:",
        "jdbc:posgresql:, jdbc:postgresql:",
        "jdbc:postgres://pg.example, jdbc:postgresql:",
        "jdbc:mssql://db.example, jdbc:sqlserver:",
        "jdbc:mysq://db.example, jdbc:mysql:",
        "jdbc:sqlite3:, jdbc:sqlite:"
    })
    void a_product_that_is_nearly_a_known_one_is_refused_with_it(String url, String meant) {
        assertThat(problems(load("version: 1", match(url))))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("test.yaml:2:17: hosts[0].match: jdbc:")
                .endsWith("(expected: " + meant + "). Did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgres://pg.example/orders", "jdbc:posgresql:orders"})
    void so_is_a_url_of_it_of_which_no_more_is_understood(String url) {
        assertThat(problems(load("version: 1", match(url))))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("Did you mean jdbc:postgresql:?");
    }

    @Test
    void a_product_without_a_known_driver_is_told_of() {
        LoadResult result = load("version: 1", match("jdbc:hsqldb:"));

        assertThat(result.problems()).isEmpty();
        assertThat(notices(result))
                .containsExactly("test.yaml:2:17: hosts[0].match: jdbc:hsqldb: has no known driver, and so nothing is"
                        + " guarded; name its classes in jdbc-drivers");
    }

    @Test
    void where_the_file_names_drivers_one_of_them_may_be_that_of_the_product() {
        assertThat(notices(load("version: 1", NAMED, match("jdbc:hsqldb:")))).isEmpty();

        LoadResult near = load("version: 1", NAMED, match("jdbc:posgresql:"));
        assertThat(near.problems()).isEmpty();
        assertThat(notices(near))
                .containsExactly("test.yaml:3:17: hosts[0].match: jdbc:posgresql: has no known driver but those of"
                        + " jdbc-drivers. Did you mean jdbc:postgresql:?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:",
                "jdbc:mysql+srv://db.example",
                "jdbc:p6spy:mysql://db.example/x",
                "jdbc:ids://db.example"
            })
    void a_product_that_a_known_driver_takes_is_nothing_to_tell_of(String url) {
        LoadResult result = load("version: 1", match(url));

        assertThat(result.problems()).isEmpty();
        assertThat(notices(result)).isEmpty();
    }

    /** Words of other drivers, some of which differ little from those that are known. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hsqldb",
                "pgsql",
                "h2gis",
                "dm",
                "edb",
                "exa",
                "jtds",
                "sap",
                "redshift",
                "snowflake",
                "clickhouse",
                "duckdb",
                "monetdb",
                "sqlcipher",
                "sybase",
                "trino",
                "presto",
                "hive2",
                "tc",
                "yugabytedb",
                "as400",
                "derbynet",
                "informix-sqli",
                "kingbase8",
                "opengauss",
                "polardb",
                "tidb",
                "mimer",
                "ucanaccess"
            })
    void other_products_are_taken_for_none_that_is_known(String product) {
        assertThat(DatabaseProduct.meantBy(product)).isNull();
    }

    private static String match(String url) {
        return "hosts: [{match: \"" + url + "\"}]";
    }
}
