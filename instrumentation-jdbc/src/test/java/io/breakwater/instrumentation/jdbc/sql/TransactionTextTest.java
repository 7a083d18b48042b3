package io.breakwater.instrumentation.jdbc.sql;

import static io.breakwater.instrumentation.jdbc.sql.StatementClassifier.endsTransaction;
import static io.breakwater.instrumentation.jdbc.sql.StatementClassifier.mayBeginTransaction;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMIT",
                "rollback;",
                " /* why */ Rollback -- not\n",
                "COMMIT WORK",
                "ROLLBACK TRAN",
                "ROLLBACK WORK TO SAVEPOINT a",
                "rollback to a",
                "COMMIT AND CHAIN",
                "COMMIT PREPARED 'a'"
            })
    void the_end_of_a_transaction_is_known(String text) {
        for (SqlDialect dialect : SqlDialect.values()) {
            assertThat(endsTransaction(dialect, text)).as(dialect.name()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "COMMITTED",
                "commit_orders()",
                "SELECT 1",
                "COMMIT; DELETE FROM t",
                "ROLLBACK; BEGIN",
                "COMMIT DELETE FROM t",
                "ROLLBACK TRAN a DELETE FROM t WHERE b",
                "COMMIT 'a'",
                "ROLLBACK (1)",
                "BEGIN COMMIT",
                "END",
                "{call rollback}",
                "ROLLBACK 'open"
            })
    void what_may_do_more_than_end_a_transaction_does_not_end_one(String text) {
        for (SqlDialect dialect : SqlDialect.values()) {
            assertThat(endsTransaction(dialect, text)).as(dialect.name()).isFalse();
        }
        assertThat(endsTransaction(SqlDialect.H2, null)).isFalse();
    }
}
