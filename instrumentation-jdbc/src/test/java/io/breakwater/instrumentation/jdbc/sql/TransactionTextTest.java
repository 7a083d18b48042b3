package io.breakwater.instrumentation.jdbc.sql;

import static io.breakwater.instrumentation.jdbc.sql.StatementClassifier.mayBeginTransaction;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TransactionTextTest {
    static Stream<String> corpus() {
        return StatementCorpus.lines("transactions.txt");
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void a_text_that_may_change_the_transaction_is_told_from_one_that_leaves_it_alone(String line) {
        String[] parts = line.split(" ", 3);

        boolean mayBegin = mayBeginTransaction(SqlDialect.valueOf(parts[0]), parts[2]);

        assertThat(mayBegin).isEqualTo(parts[1].equals("!"));
    }

    @ParameterizedTest
    @EnumSource
    void no_text_begins_nothing(SqlDialect dialect) {
        assertThat(mayBeginTransaction(dialect, null)).isFalse();
        assertThat(mayBeginTransaction(dialect, "")).isFalse();
    }

    @Test
    void a_long_text_is_believed_only_if_it_is_one_statement() {
        char[] blanks = new char[StatementClassifier.MAX_LENGTH_CHARS];
        Arrays.fill(blanks, ' ');
        String insert = "INSERT INTO t VALUES (1)" + new String(blanks);

        assertThat(mayBeginTransaction(SqlDialect.POSTGRESQL, insert)).isFalse();
        assertThat(mayBeginTransaction(SqlDialect.POSTGRESQL, insert + "; BEGIN"))
                .isTrue();
        assertThat(mayBeginTransaction(SqlDialect.POSTGRESQL, insert + "; SELECT 1"))
                .isTrue();
    }
}
