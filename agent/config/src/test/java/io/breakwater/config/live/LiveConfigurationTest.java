package io.breakwater.config.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.config.Configuration;
import io.breakwater.config.Overrides;
import io.breakwater.config.source.ConfigSources;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.testing.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files, and a clock that stands still until the test moves it. */
class LiveConfigurationTest {
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    private final VirtualTime time = new VirtualTime();
    private final List<String> log = new ArrayList<>();
    private final List<Configuration> applied = new ArrayList<>();
    private final Map<String, String> properties = new HashMap<>();
    private Path file;
    private LiveConfiguration live;

    @BeforeEach
    void start() throws IOException {
        // So that files of this moment are old, as they are as a rule.
        time.setEpochMillis(System.currentTimeMillis() + 3_600_000);
        file = directory.resolve("breakwater.yaml");
        write("version: 1", "mode: enforce");
        begin(file);
    }

    private void begin(Path path) {
        live = new LiveConfiguration(
                ConfigSources.of(path.toString(), time, () -> 0.5, ConfigSources.USUAL_PAUSE),
                () -> Overrides.of(Collections.emptyMap(), properties),
                time,
                new ConfigurationLog() {
                    @Override
                    public void info(String line) {
                        log.add("info " + line.replace(directory + "/", ""));
                    }

                    @Override
                    public void warn(String line) {
                        log.add(line.replace(directory + "/", ""));
                    }
                },
                "1.2");
        applied.clear();
        Configuration unused = live.begin();
        live.follow(applied::add);
        log.clear();
    }

    private void write(String... lines) throws IOException {
        Files.write(file, Arrays.asList(lines));
    }

    /** As the thread does it. */
    private void pass(Duration duration) {
        Duration end = time.elapsed().plus(duration);
        while (time.elapsed().compareTo(end) < 0) {
            long pauseNanos = live.look();
            assertThat(pauseNanos).isBetween(1L, 500_000_000L);
            time.advanceNanos(Math.min(pauseNanos, end.minus(time.elapsed()).toNanos()));
        }
    }

    private Mode mode() {
        return live.current().mode();
    }

    @Test
    void a_change_applies_within_two_seconds_and_is_told_in_one_line() throws IOException {
        pass(TWO_SECONDS);
        assertThat(log).isEmpty();

        write("version: 1", "mode: observe", "hosts: [{match: a.example}]");
        pass(TWO_SECONDS);
        pass(TWO_SECONDS);

        assertThat(mode()).isEqualTo(Mode.OBSERVE);
        assertThat(applied).containsExactly(live.current());
        assertThat(log).containsExactly("breakwater.yaml is in force now: mode enforce -> observe, 1 host added");
    }

    @Test
    void the_kill_switch_acts_within_a_second() throws IOException {
        pass(TWO_SECONDS);

        write("version: 1", "mode: disabled");
        pass(Duration.ofSeconds(1));

        assertThat(mode()).isEqualTo(Mode.DISABLED);
    }

    @Test
    void a_bad_file_is_refused_as_a_whole_with_every_problem_told_once() throws IOException {
        write("version: 1", "mode: disabled", "limits: {max-hosts: many}", "tracing: perhaps");
        for (int i = 0; i < 10; i++) {
            pass(TWO_SECONDS);
        }

        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        assertThat(applied).isEmpty();
        assertThat(log).hasSize(3);
        assertThat(log.get(0)).startsWith("breakwater.yaml:3:21: limits.max-hosts: many");
        assertThat(log.get(1)).startsWith("breakwater.yaml:4:10: tracing: perhaps");
        assertThat(log.get(2)).isEqualTo("the configuration is refused; the last good one stays in force");
        assertThat(live.status().problems()).hasSize(2);
        assertThat(live.status().refusedCount()).isEqualTo(1);
        assertThat(live.status().appliedCount()).isZero();
    }

    /** What others stop doing after an error: to go on watching. */
    @Test
    void after_a_bad_file_the_next_good_one_applies() throws IOException {
        write("nonsense");
        pass(TWO_SECONDS);
        write("version: 1", "mode: observe");
        pass(TWO_SECONDS);

        assertThat(mode()).isEqualTo(Mode.OBSERVE);
        assertThat(log).last().isEqualTo("breakwater.yaml is in force now: mode enforce -> observe");
        assertThat(live.status().problems()).isEmpty();
    }

    @Test
    void a_bad_file_that_is_taken_back_is_told_and_changes_nothing() throws IOException {
        write("nonsense");
        pass(TWO_SECONDS);
        log.clear();
        write("version: 1", "mode: enforce");
        pass(TWO_SECONDS);

        assertThat(applied).isEmpty();
        assertThat(log).containsExactly("breakwater.yaml is again what is in force already");
        assertThat(live.status().problems()).isEmpty();
        assertThat(live.status().appliedCount()).isZero();
    }

    @Test
    void an_editor_that_empties_the_file_before_it_writes_it_goes_unnoticed() throws IOException {
        write();
        pass(Duration.ofMillis(900));
        write("version: 1", "mode: enforce");
        pass(TWO_SECONDS);

        assertThat(log).isEmpty();
    }

    @Test
    void a_file_that_is_away_for_a_moment_goes_unnoticed() throws IOException {
        Files.delete(file);
        pass(Duration.ofMillis(900));
        write("version: 1", "mode: enforce");
        pass(TWO_SECONDS);

        assertThat(log).isEmpty();
    }

    @Test
    void a_file_that_stays_away_is_told_once_and_what_was_in_it_stays_in_force() throws IOException {
        Files.delete(file);
        for (int i = 0; i < 10; i++) {
            pass(TWO_SECONDS);
        }

        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        assertThat(log).hasSize(2);
        assertThat(log.get(0)).startsWith("breakwater.yaml: no such file");
    }

    /** The beginning of a good file is a good file, too. */
    @Test
    void a_file_that_is_written_piece_by_piece_is_not_taken_before_it_rests() throws IOException {
        pass(Duration.ofMillis(500));
        for (int hosts = 1; hosts <= 5; hosts++) {
            write("version: 1", "hosts: [" + String.join(", ", hosts(hosts)) + "]");
            pass(Duration.ofMillis(200));
        }
        assertThat(applied).isEmpty();
        pass(Duration.ofMillis(500));

        assertThat(applied).hasSize(1);
        assertThat(live.current().hostCount()).isEqualTo(5);
    }

    @Test
    void a_file_that_never_rests_is_taken_all_the_same() throws IOException {
        for (int hosts = 1; hosts <= 20; hosts++) {
            write("version: 1", "hosts: [" + String.join(", ", hosts(hosts)) + "]");
            pass(Duration.ofMillis(200));
        }

        assertThat(applied).hasSizeBetween(1, 3);
    }

    private static List<String> hosts(int count) {
        List<String> hosts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hosts.add("{match: h" + i + ".example}");
        }
        return hosts;
    }

    @Test
    void a_new_file_under_the_old_name_is_seen_even_if_length_and_time_are_the_same() throws IOException {
        FileTime written = Files.getLastModifiedTime(file);
        pass(TWO_SECONDS);
        Path other = Files.write(directory.resolve("new"), Arrays.asList("version: 1", "mode: observe"));
        Files.setLastModifiedTime(other, written);
        assertThat(Files.size(other)).isEqualTo(Files.size(file));

        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        pass(TWO_SECONDS);

        assertThat(mode()).isEqualTo(Mode.OBSERVE);
    }

    /** As Kubernetes does it with a ConfigMap: the file is a link, and a directory on the way to it is another one. */
    @Test
    void a_config_map_that_is_swapped_is_seen() throws IOException {
        Path mount = Files.createDirectory(directory.resolve("mount"));
        Path first = configMap(mount, "..first", "mode: enforce");
        Files.createSymbolicLink(mount.resolve("..data"), first.getFileName());
        Files.createSymbolicLink(mount.resolve("breakwater.yaml"), mount.resolve("..data/breakwater.yaml"));
        begin(mount.resolve("breakwater.yaml"));
        pass(TWO_SECONDS);

        Path second = configMap(mount, "..second", "mode: observe");
        Files.createSymbolicLink(mount.resolve("..data_tmp"), second.getFileName());
        Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        pass(TWO_SECONDS);

        assertThat(mode()).isEqualTo(Mode.OBSERVE);
    }

    private static Path configMap(Path mount, String name, String line) throws IOException {
        Path data = Files.createDirectory(mount.resolve(name));
        Files.write(data.resolve("breakwater.yaml"), Arrays.asList("version: 1", line));
        return data;
    }

    @Test
    void a_directory_is_watched_as_a_whole() throws IOException {
        begin(directory);
        Path orders = directory.resolve("orders.yaml");
        Files.write(orders, Arrays.asList("version: 1", "hosts: [{match: orders.example}]"));
        pass(TWO_SECONDS);
        assertThat(live.current().hostCount()).isEqualTo(1);

        Files.write(orders, Collections.singleton("nonsense"));
        write("version: 1", "mode: disabled");
        pass(TWO_SECONDS);
        assertThat(mode()).as("one bad file keeps the good one back").isEqualTo(Mode.ENFORCE);

        Files.delete(orders);
        pass(TWO_SECONDS);
        assertThat(mode()).isEqualTo(Mode.DISABLED);
        assertThat(live.current().hostCount()).isZero();
    }

    @Test
    void a_reload_on_demand_reads_at_once_and_says_what_became_of_it() throws IOException {
        assertThat(live.reload().result()).isEqualTo(ReloadReport.Result.UNCHANGED);
        write("version: 1", "mode: observe");

        ReloadReport good = live.reload();
        write("version: 1", "mode: perhaps");
        ReloadReport bad = live.reload();

        assertThat(good.result()).isEqualTo(ReloadReport.Result.APPLIED);
        assertThat(good.summary()).isEqualTo("mode enforce -> observe");
        assertThat(bad.result()).isEqualTo(ReloadReport.Result.REFUSED);
        assertThat(bad.problems()).singleElement().asString().contains("breakwater.yaml:2:7: mode: perhaps");
        assertThat(mode()).isEqualTo(Mode.OBSERVE);
        pass(TWO_SECONDS);
        assertThat(live.status().refusedCount()).as("not told again").isEqualTo(1);
    }

    @Test
    void a_reload_on_demand_takes_the_overrides_of_that_moment() {
        properties.put("breakwater.mode", "disabled");

        assertThat(live.reload().result()).isEqualTo(ReloadReport.Result.APPLIED);

        assertThat(mode()).isEqualTo(Mode.DISABLED);
    }

    @Test
    void without_a_file_only_overrides_can_change() {
        LiveConfiguration builtIn =
                new LiveConfiguration(null, () -> Overrides.of(Collections.emptyMap(), properties), time, silent(), "");
        assertThat(builtIn.begin().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(builtIn.reload().result()).isEqualTo(ReloadReport.Result.UNCHANGED);

        properties.put("breakwater.mode", "disabled");

        assertThat(builtIn.reload().result()).isEqualTo(ReloadReport.Result.APPLIED);
        assertThat(builtIn.current().mode()).isEqualTo(Mode.DISABLED);
        assertThat(builtIn.status().isBuiltIn()).isTrue();
    }

    private static ConfigurationLog silent() {
        return new ConfigurationLog() {
            @Override
            public void info(String line) {}

            @Override
            public void warn(String line) {}
        };
    }

    @Test
    void who_cannot_follow_leaves_the_last_good_one_in_force() throws IOException {
        live.follow(next -> {
            throw new IllegalStateException("a mistake of ours");
        });
        write("version: 1", "mode: observe");
        live.look();
        time.advance(Duration.ofMillis(300));
        live.look();

        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        assertThat(log)
                .containsExactly("the configuration could not be applied: java.lang.IllegalStateException: a mistake of"
                        + " ours");
        live.follow(applied::add);
        write("version: 1", "mode: disabled");
        pass(TWO_SECONDS);
        assertThat(mode()).isEqualTo(Mode.DISABLED);
    }

    @Test
    void says_since_when_it_is_in_force() throws IOException {
        long startedMillis = time.epochMillis();
        assertThat(live.status().sinceEpochMillis()).isEqualTo(startedMillis);
        assertThat(live.status().source()).isEqualTo(file.toString());
        time.advance(Duration.ofHours(1));
        write("version: 1", "mode: observe");
        pass(TWO_SECONDS);

        assertThat(live.status().sinceEpochMillis() - startedMillis).isBetween(3_600_000L, 3_602_000L);
    }

    @Test
    void what_waits_for_the_next_start_is_said() throws IOException {
        write("version: 1", "mode: enforce", "deadline: {across-executors: true}");
        pass(TWO_SECONDS);

        assertThat(log)
                .containsExactly(
                        "breakwater.yaml is in force now: deadline changed",
                        "deadline.across-executors: takes effect with the next start");
    }
}
