package io.breakwater.instrumentation.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Whatever has an effect and gets into a read, at any place between its tokens and in any dress, makes it none. */
class EffectInjectionTest {
    private static final int ROUNDS = 20_000;

    /** Tokens are separated by one blank, so that an effect cannot land inside of one. */
    private static final List<String> READS = Arrays.asList(
            "SELECT a , b FROM t WHERE a = ? AND b IN ( 1 , 2 )",
            "SELECT count(*) , lower( 'x;y' ) FROM t AS u GROUP BY a HAVING max( b ) > 1 ORDER BY c",
            "( SELECT 1 ) UNION ALL ( SELECT 2 )",
            "WITH x AS ( SELECT 1 AS a ) SELECT x . a FROM x",
            "SELECT CASE a WHEN 1 THEN 'it''s' END FROM ( SELECT a FROM t ) AS u",
            "SELECT cast( a AS integer ) , \"b\" FROM t LEFT JOIN u ON t . a = u . a",
            "SELECT a FROM t ORDER BY a OFFSET 1 ROWS FETCH NEXT 5 ROWS ONLY",
            "SELECT row_number() OVER ( PARTITION BY a ORDER BY b ) FROM t",
            "SELECT {fn lower( 'x' )} FROM t /* a comment */ WHERE a = 1");

    /** Tokens are separated by one blank here, too. */
    private static final List<String> EFFECTS = Arrays.asList(
            "nextval ( 's' )",
            "\"nextval\" ( 's' )",
            "s . nextval",
            "NEXT VALUE FOR s",
            "my_func ( 1 )",
            "my . lower ( 1 )",
            "\"my_func\" ( 1 )",
            "a . b . c ( 1 )",
            "pg_advisory_lock ( 1 )",
            "sleep ( 1 )",
            "set_config ( 'a' , 'b' , false )",
            "FOR UPDATE",
            "FOR SHARE",
            "FOR NO KEY UPDATE",
            "FOR KEY SHARE",
            "LOCK IN SHARE MODE",
            "INTO u",
            "INTO OUTFILE 'x'",
            "( DELETE FROM t )",
            "( UPDATE t SET a = 1 )",
            "( INSERT INTO t VALUES ( 1 ) )",
            "; DELETE FROM t",
            "; DROP TABLE t",
            "; SELECT 2",
            "; BEGIN",
            "DELETE FROM t",
            "EXEC p",
            "CALL p ( )",
            "{ call p ( ) }",
            "@a := 1",
            "WITH ( UPDLOCK )",
            "WITH ( XLOCK )",
            "( CALL 1 )",
            "PROCEDURE ANALYSE ( )",
            "/*! INTO @x */");

    private static final String[] BLANKS = {" ", "\n", "\t", "  ", "/**/", " /* ; ' */ ", " -- '\n", "\r\n"};

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"ORACLE", "UNKNOWN"})
    void a_read_with_an_effect_in_it_is_none(SqlDialect dialect) {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            for (int round = 0; round < ROUNDS; round++) {
                String sql = withEffect(random);
                if (StatementClassifier.classify(dialect, sql) == StatementKind.SELECT) {
                    fail("seed %d, round %d: %s", seed, round, sql);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"ORACLE", "UNKNOWN"})
    void the_same_read_without_it_is_one(SqlDialect dialect) {
        List<String> known = READS.stream()
                .filter(read -> StatementClassifier.classify(dialect, read) == StatementKind.SELECT)
                .collect(Collectors.toList());

        assertThat(known).hasSizeGreaterThanOrEqualTo(READS.size() - 2);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "UNKNOWN")
    void effects_of_the_corpus_stay_what_they_are_behind_and_in_front_of_a_read(SqlDialect dialect) {
        for (String effect : StatementCorpus.statements(dialect, '-')) {
            for (String read : READS) {
                for (String sql : Arrays.asList(read + " ; " + effect, effect + " ; " + read)) {
                    assertThat(StatementClassifier.classify(dialect, sql))
                            .as(sql)
                            .isSameAs(StatementKind.EXECUTE);
                }
            }
        }
    }

    private static String withEffect(Random random) {
        List<String> tokens = new ArrayList<>(Arrays.asList(pick(READS, random).split(" ", -1)));
        int more = random.nextInt(3);
        for (int i = 0; i < more; i++) {
            tokens.addAll(
                    boundary(tokens, random), Arrays.asList(pick(READS, random).split(" ", -1)));
        }
        tokens.addAll(
                boundary(tokens, random), Arrays.asList(pick(EFFECTS, random).split(" ", -1)));
        StringBuilder sql = new StringBuilder();
        for (String token : tokens) {
            sql.append(recased(token, random))
                    .append(BLANKS[random.nextInt(4) == 0 ? random.nextInt(BLANKS.length) : 0]);
        }
        return sql.toString();
    }

    /** Not inside the one comment among the reads, and not before the first word. */
    private static int boundary(List<String> tokens, Random random) {
        while (true) {
            int index = 1 + random.nextInt(tokens.size());
            int open = tokens.subList(0, index).lastIndexOf("/*");
            int close = tokens.subList(0, index).lastIndexOf("*/");
            if (open <= close) {
                return index;
            }
        }
    }

    private static String recased(String token, Random random) {
        StringBuilder recased = new StringBuilder();
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            boolean isAscii = c < 128;
            recased.append(isAscii && random.nextBoolean() ? Character.toUpperCase(c) : c);
        }
        return recased.toString();
    }

    private static String pick(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }
}
