package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.database.DriverClasses;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedDriversTest {
    private static final String NAMED =
            "jdbc-drivers: [{driver-class: com.example.Driver, statement-class: com.example.Statement}]";

    @TempDir
    Path directory;

    @Test
    void a_file_that_names_a_driver_is_read_for_it() throws IOException {
        List<DriverClasses> drivers = NamedDrivers.in(file("version: 1", NAMED));

        assertThat(drivers).hasSize(1);
        assertThat(drivers.get(0).drivers()).containsExactly("com.example.Driver");
    }

    @Test
    void without_a_file_or_with_one_that_is_refused_there_is_none() throws IOException {
        assertThat(NamedDrivers.in(null)).isEmpty();
        assertThat(NamedDrivers.in(directory.toFile())).isEmpty();
        assertThat(NamedDrivers.in(new File(directory.toFile(), "missing"))).isEmpty();
        assertThat(NamedDrivers.in(file("version: 1", "# jdbc-drivers"))).isEmpty();
        assertThat(NamedDrivers.in(file("version: 1", "nonsense: true", NAMED))).isEmpty();
        assertThat(NamedDrivers.in(file(NAMED, "{"))).isEmpty();
    }

    private File file(String... lines) throws IOException {
        return Files.write(directory.resolve("test.yaml"), Arrays.asList(lines)).toFile();
    }
}
