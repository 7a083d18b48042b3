package io.breakwater.config.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No line about the configuration can be in the log that docs/what-it-says.md does not explain. */
class ReloadLinesPageTest {
    private static final Path PAGE = Paths.get("../../docs/what-it-says.md");

    @Test
    void every_line_has_one_row_in_the_order_of_the_code() throws IOException {
        List<String> words = new ArrayList<>();
        for (ReloadLine line : ReloadLine.values()) {
            words.add(line.words());
        }

        List<String> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(PAGE, StandardCharsets.UTF_8)) {
            inside = line.startsWith("| Words |") || (inside && line.startsWith("|"));
            if (inside && line.startsWith("| `")) {
                rows.add(line.substring(3, line.indexOf('`', 3)));
            }
        }
        assertThat(rows).containsExactlyElementsOf(words);
    }
}
