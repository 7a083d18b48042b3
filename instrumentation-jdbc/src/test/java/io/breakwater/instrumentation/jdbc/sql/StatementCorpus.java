package io.breakwater.instrumentation.jdbc.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements in the resource files next to this class; one a line. */
final class StatementCorpus {
    private StatementCorpus() {}

    /** The statements of a dialect that carry this mark: {@code +}, {@code -} or {@code ~}. */
    static List<String> statements(SqlDialect dialect, char mark) {
        return lines(dialect.name().toLowerCase(Locale.ROOT) + ".txt")
                .filter(line -> line.charAt(0) == mark)
                .map(line -> line.substring(2))
                .collect(Collectors.toList());
    }

    /** The lines that are no comment. */
    static Stream<String> lines(String file) {
        InputStream stream = StatementCorpus.class.getResourceAsStream(file);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            List<String> lines = reader.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                    .map(line -> line.replace('⏎', '\n').replace('⇤', '\r'))
                    .collect(Collectors.toList());
            return lines.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
