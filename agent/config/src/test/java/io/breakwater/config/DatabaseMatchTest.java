package io.breakwater.config;

import static io.breakwater.config.ConfigText.load;
import static io.breakwater.config.ConfigText.notices;
import static io.breakwater.config.ConfigText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A match for databases that is written in a wrong way is refused with the right one, and without a secret. */
class DatabaseMatchTest {

    @ParameterizedTest
    @CsvSource({
        "postgresql://pg.example/orders, jdbc:postgresql://pg.example:5432/orders",
        "postgres://pg.example/orders, jdbc:postgresql://pg.example:5432/orders",
        "PostgreSQL://pg.example/orders?password=secret, jdbc:postgresql://pg.example:5432/orders",
        "mysql://me:secret@db.example/shop, jdbc:mysql://db.example:3306/shop",
        "h2:mem:x, jdbc:h2:mem:x",
        "postgresql:, jdbc:postgresql:"
    })
    void a_url_without_jdbc_is_refused_with_the_one_that_was_meant(String text, String meant) {
        assertThat(problem(text))
                .startsWith(
                        "test.yaml:2:17: hosts[0].match: a database without jdbc: (expected: jdbc:product:... without"
                                + " parameters). A database is matched by its JDBC URL; write " + meant)
                .endsWith(meant)
                .doesNotContain("secret");
    }

    @Test
    void a_url_without_jdbc_that_is_not_understood_is_refused_with_an_example() {
        assertThat(problem("sqlserver://db.example;password=secret"))
                .endsWith("write jdbc:sqlserver://db.example:1433");
        assertThat(problem("oracle:secret/secret")).endsWith("write it such as jdbc:oracle:thin:@//host:1521/service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oracle:1521", "mysql", "h2:8080", "https://db2:8443"})
    void a_host_whose_name_is_that_of_a_product_stays_a_host(String host) {
        LoadResult result = load("version: 1", match(host));

        assertThat(result.problems()).isEmpty();
        assertThat(notices(result)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://*.example/orders, jdbc:postgresql:",
        "jdbc:postgresql://pg.example/*, jdbc:postgresql:",
        "jdbc:mysql:*, jdbc:mysql:"
    })
    void a_wildcard_is_refused_with_the_product(String url, String product) {
        assertThat(problem(url))
                .endsWith("A JDBC URL has no wildcards; write " + product + " for every database of the product");
    }

    @Test
    void a_wildcard_for_all_databases_is_refused_with_the_place_for_that() {
        assertThat(problem("jdbc:*"))
                .endsWith("A JDBC URL has no wildcards; what all databases share belongs to defaults");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:sqlserver://db.example;databaseName=orders;password=secret, jdbc:sqlserver://db.example:1433/orders",
        "jdbc:postgresql://pg.example/orders?password=secret, jdbc:postgresql://pg.example:5432/orders",
        "jdbc:postgresql://me:secret@pg.example/orders, jdbc:postgresql://pg.example:5432/orders"
    })
    void what_a_match_must_not_have_is_refused_with_what_remains(String url, String remains) {
        assertThat(problem(url)).endsWith("; write " + remains).doesNotContain("secret");
    }

    @Test
    void of_a_product_that_is_not_known_servers_alone_are_told_apart() {
        assertThat(problem("jdbc:hsqldb:mem:x"))
                .isEqualTo(
                        "test.yaml:2:17: hosts[0].match: jdbc:hsqldb:... (expected: jdbc:product:... without parameters)."
                                + " The driver of this product is not known, and only servers are told apart; write jdbc:hsqldb: for"
                                + " all of its databases, or jdbc:hsqldb://host:port");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:oracle:thin:db, jdbc:oracle:thin:@//host:1521/service",
        "jdbc:mysql://db.example:99999/x, jdbc:mysql://host:3306/database"
    })
    void a_url_that_is_not_understood_is_refused_with_one_of_its_product(String url, String example) {
        assertThat(problem(url)).endsWith("Write it such as " + example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hosts:\n  - match: jdbc:h2:\n    mode: observe",
                "hosts:\n  - mode: observe\n    match: jdbc:h2:",
                "hosts: [{match: jdbc:h2:, mode: observe}]",
                "hosts:\n  - match: jdbc:h2: # all of them\n",
                "hosts:\n  - match:\n      jdbc:h2:\n"
            })
    void a_url_that_ends_with_a_colon_must_be_quoted(String hosts) {
        assertThat(problems(load("version: 1\n" + hosts)))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("YAML reads a colon at the end as that of a key; quote the URL: \"jdbc:h2:\"");
    }

    private static String problem(String match) {
        assertThat(problems(load("version: 1", match(match)))).hasSize(1);
        return problems(load("version: 1", match(match))).get(0);
    }

    private static String match(String text) {
        return "hosts: [{match: \"" + text + "\"}]";
    }
}
