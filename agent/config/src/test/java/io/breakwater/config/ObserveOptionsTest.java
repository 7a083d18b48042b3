package io.breakwater.config;

import static io.breakwater.config.ConfigText.good;
import static io.breakwater.config.ConfigText.load;
import static io.breakwater.config.ConfigText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.RecordingScope;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ObserveOptionsTest {
    @Test
    void what_is_observed_is_recorded_and_nothing_is_written() {
        Configuration builtIn = Configuration.builtIn();

        assertThat(builtIn.recording()).isEqualTo(RecordingScope.OBSERVED);
        assertThat(builtIn.reportFile()).isEmpty();
        assertThat(builtIn.reportNanos()).isEqualTo(Duration.ofMinutes(5).toNanos());
    }

    @Test
    void a_file_can_be_asked_for() {
        Configuration asked =
                good("version: 1", "observe: {record: all, report-file: \"/var/log/{pid}.yaml\", report-every: 1m}");

        assertThat(asked.recording()).isEqualTo(RecordingScope.ALL);
        assertThat(asked.reportFile()).isEqualTo("/var/log/{pid}.yaml");
        assertThat(asked.reportNanos()).isEqualTo(Duration.ofMinutes(1).toNanos());
        assertThat(good("version: 1", "observe: {report-file: none}").reportFile())
                .isEmpty();
    }

    @Test
    void what_is_no_name_of_a_file_is_refused() {
        assertThat(problems(load("version: 1", "observe: {report-file: \"  \", record: some}")))
                .hasSize(2)
                .anyMatch(problem -> problem.contains("observe.report-file: ")
                        && problem.endsWith(
                                "(expected: the name of a file, or none)." + " Write none if there is to be no file"))
                .anyMatch(problem -> problem.contains("observe.record: some"));
    }
}
