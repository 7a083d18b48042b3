package io.breakwater.tooling.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.config.Configuration;
import io.breakwater.config.ConfigurationLoader;
import io.breakwater.config.Overrides;
import io.breakwater.engine.Destination;
import io.breakwater.engine.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedSettingsTest {
    private static final Destination SHOP = Destination.of("https", "shop.example", 8443);

    @TempDir
    Path directory;

    private final Traffic traffic = new Traffic();
    private final List<String> log = new ArrayList<>();

    private LearnedSettings settings(Configuration configuration) {
        return new LearnedSettings(
                traffic.observations, Collections::emptyList, () -> configuration, traffic.time, log::add);
    }

    private Configuration reportingTo(Path file) throws IOException {
        Path configuration = directory.resolve("breakwater.yaml");
        Files.write(
                configuration,
                ("version: 1\nobserve: {report-file: \"" + file + "\", report-every: 1m}\n")
                        .getBytes(StandardCharsets.UTF_8));
        return ConfigurationLoader.load(configuration, Overrides.none()).configuration();
    }

    @Test
    void options_are_understood_or_refused_with_what_would_be() {
        traffic.calls(100, SHOP, "GET", "/", Outcome.ofStatus(200), 20);
        LearnedSettings settings = settings(Configuration.builtIn());

        assertThat(settings.suggest("all", "")).contains("mode: observe").doesNotContain("        response:");
        assertThat(settings.suggest("all", "min-calls=100 mode=enforce"))
                .contains("mode: enforce", "        response: 2s\n");
        assertThat(settings.suggest("shop.example:8443", "format=json")).startsWith("{\n");
        assertThat(settings.suggest("other.example", ""))
                .contains("no host that was observed is meant by other.example");
        assertThatThrownBy(() -> settings.suggest("all", "min-calls=0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("option: min-calls=0 (expected: min-calls=NUMBER");
    }

    @Test
    void what_was_observed_can_be_forgotten_afterwards() {
        traffic.calls(100, SHOP, "GET", "/", Outcome.ofStatus(200), 20);
        LearnedSettings settings = settings(Configuration.builtIn());

        assertThat(settings.suggest("all", "clear=true")).contains("shop.example");
        assertThat(settings.suggest("all", "")).doesNotContain("shop.example");
    }

    @Test
    void the_report_is_written_when_it_is_time_and_at_the_end() throws IOException {
        Path file = directory.resolve("suggested.yaml");
        LearnedSettings settings = settings(reportingTo(file));
        traffic.calls(1, SHOP, "GET", "/", Outcome.ofStatus(200), 20);

        settings.tick();
        assertThat(file).doesNotExist();
        traffic.after(60_000);
        settings.tick();
        assertThat(file).content().contains("1 call to 1 host");
        traffic.calls(1, SHOP, "GET", "/", Outcome.ofStatus(200), 20);
        settings.tick();
        assertThat(file).content().contains("1 call to 1 host");
        settings.writeReport();
        assertThat(file).content().contains("2 calls to 1 host");
        assertThat(log).isEmpty();
    }

    @Test
    void the_number_of_the_process_can_be_in_the_name() throws IOException {
        settings(reportingTo(directory.resolve("suggested-{pid}.yaml"))).writeReport();

        assertThat(directory.resolve("suggested-" + ProcessNumber.current() + ".yaml"))
                .exists();
        assertThat(ProcessNumber.current()).matches("[0-9]+");
    }
}
