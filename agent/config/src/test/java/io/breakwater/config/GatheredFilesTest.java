package io.breakwater.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One configuration of the files of a directory. */
class GatheredFilesTest {
    @TempDir
    Path directory;

    private void file(String name, String... lines) throws IOException {
        Files.write(directory.resolve(name), Arrays.asList(lines));
    }

    private LoadResult load(Overrides overrides) {
        return ConfigurationLoader.load(directory, overrides);
    }

    private List<String> problems(LoadResult result) {
        return result.problems().stream()
                .map(problem -> problem.toString().replace(directory + "/", ""))
                .collect(Collectors.toList());
    }

    private List<String> problems() {
        LoadResult result = load(Overrides.none());
        assertThat(result.configuration()).isNull();
        return problems(result);
    }

    @Test
    void each_team_has_its_hosts_in_a_file_of_its_own() throws IOException {
        file("00-all.yaml", "version: 1", "mode: observe", "defaults: {http: {timeouts: {connect: 3s}}}");
        file("orders.yml", "version: 1", "hosts: [{match: orders.example, mode: enforce}]");
        file("stock.yaml", "version: 1", "hosts: [{match: stock.example}, {match: \"*.stock.example\"}]");

        Configuration configuration = ConfigText.good(load(Overrides.none()));

        assertThat(configuration.hostCount()).isEqualTo(3);
        CallPolicy orders = ConfigText.policy(configuration, "orders.example");
        assertThat(orders.timeouts().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(orders.timeouts().connectNanos()).isEqualTo(3_000_000_000L);
        assertThat(ConfigText.policy(configuration, "stock.example").timeouts().mode())
                .isEqualTo(Mode.OBSERVE);
    }

    @Test
    void what_holds_for_all_may_be_in_any_one_file() throws IOException {
        file("a.yaml", "version: 1", "hosts: [{match: a.example}]");
        file("z.yaml", "version: 1", "mode: enforce");

        assertThat(ConfigText.good(load(Overrides.none())).mode()).isEqualTo(Mode.ENFORCE);
    }

    @Test
    void what_holds_for_all_is_not_in_two_files() throws IOException {
        file("a.yaml", "version: 1", "mode: enforce");
        file("b.yaml", "version: 1", "limits: {max-hosts: 7}", "mode: enforce");

        assertThat(problems())
                .containsExactly("b.yaml:3:1: mode: in a second file (expected: in one file of the directory)."
                        + " It holds for all files; merge it with the one at a.yaml:2:1");
    }

    @Test
    void one_host_in_two_files_is_a_problem_that_names_both_places() throws IOException {
        file("a.yaml", "version: 1", "hosts:", "  - match: same.example");
        file("b.yaml", "version: 1", "hosts:", "  - match: other.example", "  - match: SAME.example");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("b.yaml:4:12: hosts[1].match: SAME.example")
                .contains("a.yaml:3:5");
    }

    @Test
    void drivers_of_several_files_are_put_together() throws IOException {
        file("a.yaml", "version: 1", "jdbc-drivers: [{driver-class: a.Driver, statement-class: a.Statement}]");
        file("b.yaml", "version: 1", "jdbc-drivers: [{driver-class: b.Driver, statement-class: b.Statement}]");

        assertThat(ConfigText.good(load(Overrides.none())).drivers()).hasSize(2);
    }

    @Test
    void all_problems_of_all_files_are_told_with_their_places_and_nothing_comes_into_force() throws IOException {
        file("a.yaml", "version: 1", "hosts: [{match: a.example, mod: enforce}]");
        file("b.yaml", "hosts: {match: b.example}");
        file("c.yaml", "version: 2", "hosts: [");
        file("d.yaml", "version: 2", "hosst: []");
        file("e.yaml", "just words");

        assertThat(problems())
                .hasSize(7)
                .satisfiesExactly(
                        problem -> assertThat(problem).startsWith("a.yaml:2:28: hosts[0].mod: unknown key"),
                        problem -> assertThat(problem).startsWith("b.yaml:1:1: version: missing"),
                        problem -> assertThat(problem).startsWith("b.yaml:1:8: hosts: a block of keys"),
                        problem -> assertThat(problem).startsWith("c.yaml:"),
                        problem -> assertThat(problem).startsWith("d.yaml:1:10: version: 2"),
                        problem -> assertThat(problem).startsWith("d.yaml:2:1: hosst: unknown key"),
                        problem -> assertThat(problem).startsWith("e.yaml:1:1: text without keys"));
    }

    @Test
    void what_editors_and_volumes_leave_is_not_read() throws IOException {
        file("a.yaml", "version: 1");
        for (String name :
                Arrays.asList(".a.yaml.swp", ".hidden.yaml", "a.yaml~", "a.yaml.bak", "#a.yaml#", "readme")) {
            file(name, "nonsense");
        }
        Files.createDirectory(directory.resolve("..2026_01_01"));
        Files.write(directory.resolve("..2026_01_01/old.yaml"), Collections.singleton("nonsense"));

        assertThat(load(Overrides.none()).problems()).isEmpty();
    }

    @Test
    void a_mounted_config_map_is_read_through_its_links() throws IOException {
        Path data = Files.createDirectory(directory.resolve("..2026_01_01"));
        Files.write(data.resolve("a.yaml"), Arrays.asList("version: 1", "hosts: [{match: a.example}]"));
        Files.createSymbolicLink(directory.resolve("..data"), data.getFileName());
        Files.createSymbolicLink(directory.resolve("a.yaml"), directory.resolve("..data/a.yaml"));

        assertThat(ConfigText.good(load(Overrides.none())).hostCount()).isEqualTo(1);
    }

    @Test
    void a_directory_without_configuration_is_refused() {
        assertThat(problems(load(Overrides.none())))
                .containsExactly(directory + ": a directory without configuration (expected: a file *.yaml in it)."
                        + " Put at least one file *.yaml or *.yml into it");
    }

    @Test
    void a_link_to_nowhere_is_refused_with_all_the_rest() throws IOException {
        file("a.yaml", "version: 1");
        Files.createSymbolicLink(directory.resolve("b.yaml"), directory.resolve("gone"));

        assertThat(problems()).singleElement().asString().startsWith("b.yaml: no such file");
    }

    @Test
    void overrides_hold_for_what_is_for_all_and_name_no_host_by_number() throws IOException {
        file("a.yaml", "version: 1", "hosts: [{match: a.example}]");
        Overrides mode = Overrides.of(Collections.emptyMap(), Collections.singletonMap("breakwater.mode", "enforce"));
        Overrides host =
                Overrides.of(Collections.emptyMap(), Collections.singletonMap("breakwater.hosts.0.mode", "enforce"));

        assertThat(ConfigText.good(load(mode)).mode()).isEqualTo(Mode.ENFORCE);
        assertThat(problems(load(host)))
                .containsExactly("system property breakwater.hosts.0.mode: hosts[0].mode: an entry by its number"
                        + " (expected: a key outside of lists). The files of a directory have no numbering in common;"
                        + " write it into the file of the entry");
    }

    @Test
    void policies_name_the_file_that_they_come_from() throws IOException {
        file("a.yaml", "version: 1", "defaults: {http: {timeouts: {connect: 3s}}}");
        file("b.yaml", "version: 1", "hosts:", "  - match: b.example", "    http: {retry: {max-attempts: 3}}");

        CallPolicy policy = ConfigText.policy(ConfigText.good(load(Overrides.none())), "b.example");

        assertThat(policy.retry().origin()).isEqualTo("b.yaml:4:12");
        assertThat(policy.timeouts().origin()).isEqualTo("a.yaml:2:19");
    }
}
