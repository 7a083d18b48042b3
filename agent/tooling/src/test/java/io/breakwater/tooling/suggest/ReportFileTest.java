package io.breakwater.tooling.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    @TempDir
    Path directory;

    private final List<String> log = new ArrayList<>();

    private ReportFile report(String name) {
        return new ReportFile(directory.resolve(name).toString(), log::add);
    }

    private String text(String name) throws IOException {
        return new String(Files.readAllBytes(directory.resolve(name)), StandardCharsets.UTF_8);
    }

    @Test
    void a_file_takes_the_place_of_the_one_before_and_nothing_else_is_left() throws IOException {
        ReportFile report = report("report.yaml");
        report.write("version: 1\n");
        report.write("version: 1 # again\n");

        assertThat(text("report.yaml")).isEqualTo("version: 1 # again\n");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
        assertThat(log).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobody_but_its_owner_can_read_it() throws IOException {
        report("report.yaml").write("version: 1\n");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("report.yaml"))))
                .isEqualTo("rw-------");
    }

    @Test
    void what_goes_wrong_is_told_once_and_again_after_it_went_well() throws IOException {
        ReportFile report = report("missing/report.yaml");
        report.write("1");
        report.write("2");
        Files.createDirectory(directory.resolve("missing"));
        report.write("3");

        assertThat(log).hasSize(1);
        assertThat(log.get(0)).contains("observe.report-file: ", "its directory does not exist");
        assertThat(text("missing/report.yaml")).isEqualTo("3");
    }

    @Test
    void why_it_went_wrong_is_told_even_where_the_operating_system_has_no_words() {
        assertThat(ReportFile.reason(new AccessDeniedException("/var/.report.tmp")))
                .isEqualTo("AccessDeniedException: /var/.report.tmp");
        assertThat(ReportFile.reason(new FileSystemException("/var", null, "No space left on device")))
                .isEqualTo("/var: No space left on device");
        assertThat(ReportFile.reason(new IOException("No space left on device")))
                .isEqualTo("No space left on device");
    }

    @Test
    void what_is_no_file_is_left_alone() throws IOException {
        Files.createDirectory(directory.resolve("report.yaml"));

        report("report.yaml").write("1");

        assertThat(log).hasSize(1);
        assertThat(directory.resolve("report.yaml")).isDirectory();
    }
}
