package io.breakwater.config;

import static io.breakwater.config.ConfigText.good;
import static io.breakwater.config.ConfigText.load;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Destination;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultsFileTest {

    /** With every example turned into a line. */
    static String uncommented() {
        return DefaultsFile.text().replaceAll("(?m)^( *)#(?=[a-z-])", "$1");
    }

    @Test
    void it_is_a_file_without_problems_and_without_notes() {
        LoadResult result = load(DefaultsFile.text().split("\n"));

        assertThat(result.problems()).isEmpty();
        assertThat(result.notices()).isEmpty();
    }

    @Test
    void with_every_example_taken_over_it_is_a_file_too() {
        LoadResult result = load(uncommented().split("\n"));

        assertThat(result.problems()).isEmpty();
        assertThat(good(result).hostCount()).isEqualTo(1);
        assertThat(good(result).drivers()).hasSize(1);
        assertThat(good(result).inbound().startsAny()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, https://a.example/x",
        "POST, http://10.0.0.1:8080/",
        "CONNECT, jdbc:h2:mem:x",
        "SELECT, jdbc:h2:mem:x"
    })
    void it_means_the_same_as_no_file(String operation, String url) {
        Configuration written = good(load(DefaultsFile.text().split("\n")));
        Configuration builtIn = Configuration.builtIn();

        assertThat(described(explain(written, operation, url))).isEqualTo(described(explain(builtIn, operation, url)));
        assertThat(written.maxDestinations()).isEqualTo(builtIn.maxDestinations());
        assertThat(written.idleDestinationNanos()).isEqualTo(builtIn.idleDestinationNanos());
        assertThat(written.drivers()).isEmpty();
        assertThat(written.inbound().startsAny()).isFalse();
        assertThat(written.policyFor(Destination.of("https", "a.example", 443)).isNamed())
                .isFalse();
    }

    @Test
    void every_key_stands_in_it_with_its_description() {
        assertKeys(ConfigOptions.root(), DefaultsFile.text().replaceAll("\\s*#?\\s+", " "));
    }

    @Test
    void its_lines_are_short_enough_to_be_read() {
        assertThat(DefaultsFile.text().split("\n"))
                .allMatch(line -> line.length() <= 112, "at most 112 characters")
                .noneMatch(line -> line.endsWith(" "));
    }

    private static void assertKeys(ConfigBlock block, String text) {
        for (ConfigOption<?> option : block.options()) {
            assertThat(text).contains(option.key() + ": ").contains(option.description());
        }
        for (ConfigBlock child : block.blocks()) {
            assertThat(text).contains(child.plainDescription());
            assertKeys(child, text);
        }
    }

    private static Explanation explain(Configuration configuration, String operation, String url) {
        return url.startsWith("jdbc:")
                ? configuration.explainDatabase(operation, url)
                : configuration.explain(operation, URI.create(url));
    }

    /** All but where it comes from. */
    private static List<String> described(Explanation explanation) {
        List<String> all = new ArrayList<>(explanation.outlook());
        all.add(explanation.host());
        for (List<Explanation.Row> rows : java.util.Arrays.asList(
                explanation.modes(), explanation.settings(), explanation.routes(), explanation.process())) {
            for (Explanation.Row row : rows) {
                all.add(row.name() + " " + row.value());
            }
        }
        return all;
    }
}
