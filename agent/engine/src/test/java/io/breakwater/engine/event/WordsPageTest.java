package io.breakwater.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.FailureClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No word can be in the log that docs/what-it-says.md does not explain. */
class WordsPageTest {
    private static final Path PAGE = Paths.get("../../docs/what-it-says.md");

    @Test
    void every_word_of_the_log_has_one_row_in_the_order_of_the_code() throws IOException {
        List<String> words = new ArrayList<>();
        for (InterventionKind kind : InterventionKind.values()) {
            words.add(kind.word());
        }

        assertThat(rowsBelow("| Word |")).containsExactlyElementsOf(words);
    }

    @Test
    void every_failure_class_of_a_database_has_a_row() throws IOException {
        assertThat(rowsBelow("| Class | Counts"))
                .containsExactlyInAnyOrder(
                        FailureClass.CONNECTION_LOST.word(),
                        FailureClass.CONNECT_FAILURE.word(),
                        FailureClass.SERVER_SHUTDOWN.word(),
                        FailureClass.ATTEMPT_TIMEOUT.word(),
                        FailureClass.SERIALIZATION_FAILURE.word());
    }

    /** The first words in backticks of the table that begins so. */
    private static List<String> rowsBelow(String begin) throws IOException {
        List<String> words = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(PAGE, StandardCharsets.UTF_8)) {
            inside = line.startsWith(begin) || (inside && line.startsWith("|"));
            if (inside && line.startsWith("| `")) {
                words.add(line.substring(3, line.indexOf('`', 3)));
            }
        }
        return words;
    }
}
