package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcrossExecutorsTest {
    private static final String PROPERTY = "breakwater.deadline.across-executors";
    private static final String ASKED = "deadline: {across-executors: true}";

    @TempDir
    Path directory;

    @AfterEach
    void forget_the_property() {
        System.clearProperty(PROPERTY);
    }

    @Test
    void a_file_asks_for_it() throws IOException {
        assertThat(AcrossExecutors.isAskedFor(file("version: 1", ASKED))).isTrue();
        assertThat(AcrossExecutors.isAskedFor(file("version: 1", "deadline: {across-executors: false}")))
                .isFalse();
    }

    @Test
    void a_property_asks_for_it_or_takes_it_back() throws IOException {
        System.setProperty(PROPERTY, "true");
        assertThat(AcrossExecutors.isAskedFor(null)).isTrue();
        assertThat(AcrossExecutors.isAskedFor(file("version: 1"))).isTrue();

        System.setProperty(PROPERTY, "false");
        assertThat(AcrossExecutors.isAskedFor(file("version: 1", ASKED))).isFalse();
    }

    @Test
    void without_a_file_or_with_one_that_is_refused_nobody_does() throws IOException {
        assertThat(AcrossExecutors.isAskedFor(null)).isFalse();
        assertThat(AcrossExecutors.isAskedFor(new File(directory.toFile(), "missing")))
                .isFalse();
        assertThat(AcrossExecutors.isAskedFor(file("version: 1", "# across-executors: true")))
                .isFalse();
        assertThat(AcrossExecutors.isAskedFor(file("version: 1", "nonsense: true", ASKED)))
                .isFalse();
        assertThat(AcrossExecutors.isAskedFor(file(ASKED, "{"))).isFalse();
    }

    @Test
    void the_executors_are_in_the_table_only_if_somebody_does() {
        List<InstrumentationModule> modules = Collections.singletonList(new Executors());

        SiteTable without = SiteTable.of(modules, 8, Collections.emptyList(), false);
        SiteTable with = SiteTable.of(modules, 8, Collections.emptyList(), true);

        assertThat(without.sitesIn("java/util/concurrent/FutureTask")).isNull();
        assertThat(with.sitesIn("java/util/concurrent/FutureTask")).hasSize(1);
    }

    private File file(String... lines) throws IOException {
        return Files.write(directory.resolve("test.yaml"), Arrays.asList(lines)).toFile();
    }

    private static final class Executors implements InstrumentationModule {
        @Override
        public String name() {
            return "executors";
        }

        @Override
        public String versions() {
            return "all";
        }

        @Override
        public List<String> limits() {
            return Collections.emptyList();
        }

        @Override
        public int minimumJava() {
            return 8;
        }

        @Override
        public List<JoinPoint> joinPoints() {
            return Collections.emptyList();
        }

        @Override
        public List<JoinPoint> joinPointsAcrossExecutors() {
            return Collections.singletonList(
                    JoinPoint.of("java.util.concurrent.FutureTask", "run", "()V", "org.example.Adapter"));
        }

        @Override
        public List<String> openedPackages() {
            return Collections.emptyList();
        }
    }
}
