package io.breakwater.instrumentation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays each scenario with each form, and holds {@code docs/http-client-matrix.md} to what was seen. To play some only,
 * which leaves the page alone: {@code -Dmatrix.only=REGEX}, found in {@code RESET_ONCE Apache HttpClient 5, execute}.
 */
class ScenariosTest {
    static final String COMMAND =
            "./mvnw -pl instrumentation-httpclient -am verify -Dmatrix.write=true -Dtest=ScenariosTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    private static final Path PAGE = Path.of("../docs/http-client-matrix.md");
    private static final String ONLY = System.getProperty("matrix.only", "");
    /** Empty for all; the page is about the newest versions of the clients, and so about a run of all forms. */
    private static final String PACKAGES = System.getProperty("matrix.packages", "");

    /** What the page is about; older versions of the JDK's clients have some habits of their own. */
    private static final int JAVA_OF_THE_BUILD = 17;

    private static final List<ClientForm> FORMS = forms();
    private static final Matrix MATRIX = new Matrix(FORMS);
    private static final Set<ClientForm> WARM = new HashSet<>();

    /** For other tests of all forms. */
    static List<ClientForm> formsOfThisRun() {
        return FORMS;
    }

    static List<ClientForm> forms() {
        List<ClientForm> forms = new ArrayList<>();
        ServiceLoader.load(ClientForm.class).forEach(forms::add);
        forms.removeIf(form -> !form.getClass().getPackageName().matches(".*" + PACKAGES));
        forms.sort(Comparator.comparing(ClientForm::client, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(ClientForm::form));
        return forms;
    }

    static Stream<Arguments> scenarios() {
        return FORMS.stream()
                .flatMap(form -> Stream.of(Scenario.values())
                        .filter(scenario -> isChosen(scenario, form))
                        .map(scenario -> Arguments.of(scenario, name(form), form)));
    }

    static boolean isChosen(Enum<?> scenario, ClientForm form) {
        return (scenario + " " + name(form)).matches(".*(" + ONLY + ").*");
    }

    static String name(ClientForm form) {
        return form.client() + ", " + form.form();
    }

    @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
    @MethodSource("scenarios")
    void each_client_does_what_it_must(Scenario scenario, String name, ClientForm form) throws Exception {
        warmUpOnce(form);

        String seen = scenario.play(form);

        MATRIX.note(scenario, form, seen);
    }

    @AfterAll
    static void the_page_says_what_was_seen() throws Exception {
        if (!PACKAGES.isEmpty() || !ONLY.isEmpty() || Runtime.version().feature() < JAVA_OF_THE_BUILD) {
            return;
        }
        assertThat(MATRIX.isComplete()).as("every scenario was played").isTrue();
        String page = MATRIX.page();
        if (Boolean.getBoolean("matrix.write")) {
            Files.writeString(PAGE, page);
        }
        String present = Files.exists(PAGE) ? new String(Files.readAllBytes(PAGE), StandardCharsets.UTF_8) : "";
        assertThat(present.replace("\r\n", "\n").lines().collect(Collectors.toList()))
                .as("%s is stale; write it anew with: %s", PAGE, COMMAND)
                .isEqualTo(page.lines().collect(Collectors.toList()));
    }

    /** Short limits do not go well with classes that are still to be loaded. */
    static void warmUpOnce(ClientForm form) throws Exception {
        if (WARM.add(form)) {
            warmUp(form);
        }
    }

    private static void warmUp(ClientForm form) throws Exception {
        Duration longTime = Duration.ofSeconds(20);
        try (Stage stage = new Stage(form)) {
            stage.guard(Rules.attempts(2)
                    .attempt(longTime)
                    .total(longTime)
                    .idle(longTime)
                    .breakerAfter(100));
            stage.seen(Answer.status(503, "no"), Answer.ok("warm")).assertStatus(200);
            stage.seen(Answer.reset(), Answer.ok("warm")).assertStatus(200);
        }
    }
}
