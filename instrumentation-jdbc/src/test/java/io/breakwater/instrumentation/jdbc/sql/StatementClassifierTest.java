package io.breakwater.instrumentation.jdbc.sql;

import static io.breakwater.instrumentation.jdbc.sql.StatementCorpus.statements;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class StatementClassifierTest {
    private static final SqlDialect POSTGRESQL = SqlDialect.POSTGRESQL;

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "UNKNOWN")
    void what_provably_reads_is_a_read(SqlDialect dialect) {
        assertThat(statements(dialect, '+'))
                .filteredOn(sql -> !isRead(dialect, sql))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "UNKNOWN")
    void what_has_an_effect_is_no_read(SqlDialect dialect) {
        assertThat(statements(dialect, '-'))
                .isNotEmpty()
                .filteredOn(sql -> isRead(dialect, sql))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "UNKNOWN")
    void what_only_reads_and_does_not_prove_it_is_no_read_either(SqlDialect dialect) {
        assertThat(statements(dialect, '~'))
                .isNotEmpty()
                .filteredOn(sql -> isRead(dialect, sql))
                .isEmpty();
    }

    @Test
    void the_corpus_is_large() {
        long count = Arrays.stream(SqlDialect.values())
                .filter(dialect -> dialect != SqlDialect.UNKNOWN)
                .mapToLong(dialect -> statements(dialect, '+').size()
                        + statements(dialect, '-').size()
                        + statements(dialect, '~').size())
                .sum();

        assertThat(count).isGreaterThan(600);
    }

    @ParameterizedTest
    @EnumSource(names = {"ORACLE", "UNKNOWN"})
    void nothing_is_a_proven_read_where_a_name_may_be_a_call(SqlDialect dialect) {
        assertThat(isRead(dialect, "SELECT 1")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void a_missing_or_an_empty_text_is_no_read(SqlDialect dialect) {
        assertThat(isRead(dialect, null)).isFalse();
        assertThat(isRead(dialect, "")).isFalse();
        assertThat(isRead(dialect, " \t\r\n")).isFalse();
        assertThat(isRead(dialect, "-- nothing")).isFalse();
    }

    @Test
    void a_text_beyond_the_limit_is_no_read() {
        String longest = "SELECT 1" + repeated(" ", StatementClassifier.MAX_LENGTH_CHARS - 8);

        assertThat(isRead(POSTGRESQL, longest)).isTrue();
        assertThat(isRead(POSTGRESQL, longest + " ")).isFalse();
    }

    @Test
    void parentheses_beyond_the_limit_are_no_read() {
        assertThat(isRead(POSTGRESQL, "SELECT " + repeated("(", 63) + "1" + repeated(")", 63)))
                .isTrue();
        assertThat(isRead(POSTGRESQL, "SELECT " + repeated("(", 64) + "1" + repeated(")", 64)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void characters_that_servers_take_for_different_things_are_no_read(SqlDialect dialect) {
        for (char c :
                "\0\u0001\f\u000b\u001a\u0085\u00a0\u0130\u0131\u017f\u2028\u2029\u212a\u3000\ufb01\ufeff\uff49\ud83d"
                        .toCharArray()) {
            assertThat(isRead(dialect, "SELECT a" + c + "b FROM t"))
                    .as("U+%04X", (int) c)
                    .isFalse();
        }
        assertThat(isRead(dialect, "SELECT 'a\0b'")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"ORACLE", "UNKNOWN", "MYSQL"})
    void a_line_comment_that_may_end_early_is_no_read(SqlDialect dialect) {
        for (char c : "\f\u000b\u0085\u2028\u2029\r".toCharArray()) {
            assertThat(isRead(dialect, "SELECT 1 AS a -- x" + c + " FROM t"))
                    .as("U+%04X", (int) c)
                    .isFalse();
        }
        assertThat(isRead(dialect, "SELECT 1 AS a -- x\r\n FROM t")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "UNKNOWN")
    void letters_have_no_case(SqlDialect dialect) {
        for (String sql : statements(dialect, '-')) {
            assertThat(isRead(dialect, inOtherCase(sql))).as(sql).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_text_that_is_cut_off_anywhere_or_made_of_pieces_at_random_throws_nothing(SqlDialect dialect) {
        long seed = 20;
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (SqlDialect other : SqlDialect.values()) {
            if (other != SqlDialect.UNKNOWN) {
                texts.addAll(statements(other, '-'));
                texts.addAll(statements(other, '+'));
            }
        }

        for (String text : texts) {
            for (int end = 0; end <= text.length(); end++) {
                assertAnswers(dialect, text.substring(0, end));
            }
        }
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(random.nextInt(30), 0, PIECES.length)
                    .mapToObj(piece -> PIECES[piece])
                    .collect(Collectors.joining());
            assertAnswers(dialect, text);
        }
    }

    private static final String[] PIECES = {
        "'", "\"", "`", "[", "]", "$", "$$", "$a$", "(", ")", "{", "}", "/*", "*/", "--", "#", "\n", "\\", ";", ":",
        "::", ".", "0x", "1e", "1e+", "?", "@", "@@", "E'", "N'", "U&'", "U&\"", "q'", "SELECT ", "WITH ", " AS ",
        " FOR ", "cast(", " ", "é"
    };

    private static void assertAnswers(SqlDialect dialect, String text) {
        try {
            StatementClassifier.classify(dialect, text);
            StatementClassifier.mayBeginTransaction(dialect, text);
        } catch (RuntimeException e) {
            throw new AssertionError(text, e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_longest_texts_take_no_time_to_speak_of(SqlDialect dialect) {
        int length = StatementClassifier.MAX_LENGTH_CHARS - 10;
        for (String piece : PIECES) {
            String text = "SELECT " + repeated(piece, length / piece.length());

            // A quadratic scan of one of them alone would need seconds.
            Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
                for (int i = 0; i < 10; i++) {
                    StatementClassifier.classify(dialect, text);
                    StatementClassifier.mayBeginTransaction(dialect, text + ";");
                }
            });
        }
    }

    private static boolean isRead(SqlDialect dialect, String sql) {
        return StatementClassifier.classify(dialect, sql) == StatementKind.SELECT;
    }

    /** ASCII only: other letters may become ASCII by a change of their case. */
    private static String inOtherCase(String sql) {
        StringBuilder other = new StringBuilder();
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            boolean isLower = c >= 'a' && c <= 'z';
            boolean isUpper = c >= 'A' && c <= 'Z';
            other.append(isLower ? Character.toUpperCase(c) : isUpper ? Character.toLowerCase(c) : c);
        }
        return other.toString();
    }

    private static String repeated(String text, int times) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < times; i++) {
            all.append(text);
        }
        return all.toString();
    }
}
