package io.breakwater.config;

import static io.breakwater.config.ConfigText.good;
import static io.breakwater.config.ConfigText.load;
import static io.breakwater.config.ConfigText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.database.DriverClasses;
import java.util.Collections;
import org.junit.jupiter.api.Test;

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
