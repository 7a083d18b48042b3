package io.breakwater.config;

import static io.breakwater.config.ConfigText.good;
import static io.breakwater.config.ConfigText.load;
import static io.breakwater.config.ConfigText.notices;
import static io.breakwater.config.ConfigText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.database.DriverClasses;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedDriversTest {

    @Test
    void each_entry_is_one_driver_and_each_key_a_class_or_several() {
        Configuration configuration = good(
                "version: 1",
                "jdbc-drivers:",
                "  - driver-class: com.example.Driver",
                "    connection-class: com.example.Connection",
                "    statement-class: [com.example.Statement, com.example.Base$Statement]",
                "    prepared-statement-class: com.example.Prepared",
                "    callable-statement-class: com.example.Callable",
                "  - {driver-class: org.example.Driver, statement-class: org.example.Statement}");

        DriverClasses first = configuration.drivers().get(0);
        assertThat(first.drivers()).containsExactly("com.example.Driver");
        assertThat(first.connections()).containsExactly("com.example.Connection");
        assertThat(first.statements()).containsExactly("com.example.Statement", "com.example.Base$Statement");
        assertThat(first.preparedStatements()).containsExactly("com.example.Prepared", "com.example.Callable");
        DriverClasses second = configuration.drivers().get(1);
        assertThat(second.drivers()).containsExactly("org.example.Driver");
        assertThat(second.connections()).isEmpty();
        assertThat(second.preparedStatements()).isEmpty();
        assertThat(Configuration.builtIn().drivers()).isEmpty();
    }

    @Test
    void a_driver_without_its_class_or_its_statements_is_refused() {
        assertThat(problems(load("version: 1", "jdbc-drivers:", "  - connection-class: com.example.Connection")))
                .containsExactly(
                        "test.yaml:3:5: jdbc-drivers[0].driver-class: missing (expected: a class)."
                                + " Write driver-class: and the name of the driver's class",
                        "test.yaml:3:5: jdbc-drivers[0].statement-class: missing (expected: a class)."
                                + " Write statement-class: and the name of the driver's class");
    }

    @Test
    void a_name_that_no_class_has_is_refused_with_the_one_that_was_meant() {
        assertThat(problems(load(
                        "version: 1",
                        "jdbc-drivers:",
                        "  - driver-class: com/example/Driver.class",
                        "    statement-class: [com.example.*, com..Statement]")))
                .containsExactly(
                        "test.yaml:3:19: jdbc-drivers[0].driver-class: com/example/Driver.class"
                                + " (expected: class names such as com.example.jdbc.ExampleDriver). Write com.example.Driver",
                        "test.yaml:4:23: jdbc-drivers[0].statement-class[0]: com.example.*"
                                + " (expected: class names such as com.example.jdbc.ExampleDriver). Patterns are not possible",
                        "test.yaml:4:38: jdbc-drivers[0].statement-class[1]: com..Statement"
                                + " (expected: class names such as com.example.jdbc.ExampleDriver). Patterns are not possible");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"java.sql.Driver", "javax.sql.DataSource", "java/sql/Driver", "sun.jdbc.odbc.JdbcOdbcDriver"})
    void a_class_of_the_jdk_is_refused(String name) {
        String file = "jdbc-drivers: [{driver-class: com.example.Driver, statement-class: " + name + "}]";

        assertThat(problems(load("version: 1", file)))
                .containsExactly("test.yaml:2:68: jdbc-drivers[0].statement-class: " + name
                        + " (expected: class names such as com.example.jdbc.ExampleDriver)."
                        + " A class of the JDK is no driver's; name the one that implements it");
    }

    @Test
    void a_driver_that_is_known_by_itself_is_said_to_be() {
        LoadResult result = load(
                "version: 1",
                "jdbc-drivers:",
                "  - {driver-class: com.example.Driver, statement-class: com.example.Statement}",
                "  - driver-class: com.mysql.cj.jdbc.Driver",
                "    statement-class: com.mysql.cj.jdbc.StatementImpl");

        assertThat(good(result).drivers()).hasSize(2);
        assertThat(notices(result))
                .containsExactly(
                        "test.yaml:4:19: jdbc-drivers[1].driver-class: com.mysql.cj.jdbc.Driver: the driver of MySQL,"
                                + " which is known by itself in the versions that docs/supported-clients.md lists; for these the"
                                + " entry is not needed");
    }

    @ParameterizedTest
    @CsvSource({
        "driver, driver-class",
        "connection, connection-class",
        "statement, statement-class",
        "prepared-statement, prepared-statement-class",
        "preparedStatement, prepared-statement-class",
        "callable, callable-statement-class"
    })
    void a_key_without_its_last_word_names_the_key(String key, String meant) {
        String file = "jdbc-drivers: [{driver-class: a.Driver, statement-class: a.Statement, " + key + ": a.B}]";

        assertThat(problems(load("version: 1", file)))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("." + key + ": unknown key (expected: " + meant + "). Did you mean " + meant + "?");
    }

    @Test
    void an_override_changes_a_class_of_an_entry() {
        Overrides overrides = Overrides.of(
                Collections.emptyMap(),
                Collections.singletonMap("breakwater.jdbc-drivers.0.statement-class", "a.One, a.Other"));

        Configuration configuration = good(load(
                overrides,
                "version: 1",
                "jdbc-drivers:",
                "  - {driver-class: com.example.Driver, statement-class: a.Statement}"));

        assertThat(configuration.drivers().get(0).statements()).containsExactly("a.One", "a.Other");
    }

    @Test
    void the_explanation_of_a_database_call_shows_what_is_named() {
        Configuration configuration = good(
                "version: 1",
                "jdbc-drivers:",
                "  - driver-class: com.example.Driver",
                "    statement-class: com.example.Statement");

        assertThat(configuration
                        .explainDatabase("EXECUTE", "jdbc:example://db/orders")
                        .settings())
                .extracting(row -> row.name() + " " + row.value() + " " + row.from())
                .contains(
                        "jdbc-drivers[0].driver-class [com.example.Driver] test.yaml:3:19",
                        "jdbc-drivers[0].statement-class [com.example.Statement] test.yaml:4:22");
    }
}
