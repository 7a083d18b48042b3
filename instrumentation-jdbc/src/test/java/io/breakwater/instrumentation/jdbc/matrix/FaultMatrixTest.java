package io.breakwater.instrumentation.jdbc.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays each fault with each driver and pool, against real servers, and holds {@code docs/jdbc-matrix.md} to what was seen.
 * To play some only, which leaves the page alone: {@code -Dmatrix.only=REGEX}, found in {@code SLOW_QUERY PostgreSQL 42.7,
 * HikariCP 7}.
 */
class FaultMatrixTest {
    static final String COMMAND =
            "./mvnw -pl instrumentation-jdbc -am verify -Dmatrix.write=true -Dtest=FaultMatrixTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    private static final Path PAGE = Path.of("../docs/jdbc-matrix.md");
    private static final String ONLY = System.getProperty("matrix.only", "");

    /** Before it, not all drivers run. */
    private static final int JAVA_OF_THE_BUILD = 17;

    private static final Matrix MATRIX = new Matrix(Setting.all());
    private static final Overruns OVERRUNS = new Overruns();
    private static final Map<Fault, FaultRun> RUNS = new EnumMap<>(Fault.class);
    private static Stages stages;

    static Stream<Arguments> cells() {
        return Stream.of(Fault.values())
                .flatMap(fault -> Setting.all().stream()
                        .filter(setting -> isChosen(fault, setting))
                        .map(setting -> Arguments.of(fault, setting)));
    }

    private static boolean isChosen(Fault fault, Setting setting) {
        return (fault + " " + setting).matches(".*(" + ONLY + ").*");
    }

    @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
    @MethodSource("cells")
    void each_fault_ends_in_time_and_leaves_nothing_behind(Fault fault, Setting setting) throws Throwable {
        String reason = fault.reasonAgainst(setting);

        MATRIX.note(fault, setting, reason == null ? runOf(fault).cell(setting) : Matrix.notPlayed(reason));
    }

    /** All cells of a fault are played when the first one is asked for. */
    private static FaultRun runOf(Fault fault) throws Exception {
        FaultRun run = RUNS.get(fault);
        if (run == null) {
            run = new FaultRun(fault);
            RUNS.put(fault, run);
            run.play(stages().of(setting -> isChosen(fault, setting) && fault.reasonAgainst(setting) == null));
            run.overruns(OVERRUNS);
        }
        return run;
    }

    private static Stages stages() throws Exception {
        if (stages == null) {
            Silence.spread();
            stages = Stages.open(Setting.all().stream()
                    .filter(setting -> Stream.of(Fault.values()).anyMatch(fault -> isChosen(fault, setting)))
                    .collect(Collectors.toList()));
        }
        return stages;
    }

    @AfterAll
    static void the_page_says_what_was_seen() throws Exception {
        OVERRUNS.print();
        if (stages != null) {
            stages.close();
        }
        if (!ONLY.isEmpty() || Runtime.version().feature() < JAVA_OF_THE_BUILD) {
            return;
        }
        assertThat(MATRIX.isComplete()).as("every fault was played").isTrue();
        String page = MATRIX.page();
        if (Boolean.getBoolean("matrix.write")) {
            Files.writeString(PAGE, page);
        }
        String present = Files.exists(PAGE) ? new String(Files.readAllBytes(PAGE), StandardCharsets.UTF_8) : "";
        assertThat(lines(present.replace("\r\n", "\n")))
                .as("%s is stale; write it anew with: %s", PAGE, COMMAND)
                .isEqualTo(lines(page));
    }

    private static List<String> lines(String page) {
        return page.lines().collect(Collectors.toList());
    }
}
