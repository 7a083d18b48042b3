package io.breakwater.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Product, servers and database are what remains of a URL; anything that could be a secret never does. */
class DatabaseUrlTest {
    private static final String SECRET = "hunter2";

    private static String normal(String url) {
        return DatabaseUrl.parse(url).toString();
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.engine.database.DatabaseUrls#normalForms")
    void a_url_becomes_its_normal_form(String url, String expected) {
        assertThat(normal(url)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.engine.database.DatabaseUrls#normalForms")
    void the_normal_form_of_a_normal_form_is_itself(String url, String expected) {
        DatabaseUrl once = DatabaseUrl.parse(url);
        DatabaseUrl twice = DatabaseUrl.parse(once.toString());

        assertThat(twice).hasToString(expected);
        assertThat(twice.server()).isEqualTo(once.server());
        assertThat(twice.product()).isEqualTo(once.product());
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.engine.database.DatabaseUrls#normalForms")
    void the_server_alone_is_a_normal_form_too(String url, String expected) {
        DatabaseUrl parsed = DatabaseUrl.parse(url);

        if (parsed.namesServer()) {
            assertThat(normal(parsed.server())).isEqualTo(parsed.server());
            assertThat(DatabaseUrl.parse(parsed.server()).namesDatabase()).isFalse();
        }
    }

    /** Every place where somebody ever put a password, and some where nobody should. */
    @ParameterizedTest
    @MethodSource("io.breakwater.engine.database.DatabaseUrls#withSecrets")
    void no_secret_remains(String url) {
        assertThat(url).as("the test holds a secret").contains(SECRET);

        assertThat(normal(url).toLowerCase(Locale.ROOT)).doesNotContain(SECRET).startsWith("jdbc:");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"  ", "jdbc", "jdbc:", "jdbc::", "jdbc:foo", "postgresql://h/d", "http://h/", "jdbc:1:x"})
    void what_names_no_product_is_unknown(String url) {
        assertThat(normal(url)).isEqualTo("jdbc:unknown:");
        assertThat(DatabaseUrl.parse(url).isProductAlone()).isTrue();
    }

    @Test
    void a_url_says_what_it_names() {
        DatabaseUrl remote = DatabaseUrl.parse("jdbc:oracle:thin:@DB1:1521:ORCL");
        DatabaseUrl local = DatabaseUrl.parse("jdbc:h2:mem:test");
        DatabaseUrl server = DatabaseUrl.parse("jdbc:mysql://db1");

        assertThat(remote.product()).isEqualTo("oracle");
        assertThat(remote.productForm()).isEqualTo("jdbc:oracle:");
        assertThat(remote.server()).isEqualTo("jdbc:oracle:thin:@//db1:1521");
        assertThat(remote.namesServer()).isTrue();
        assertThat(remote.namesDatabase()).isTrue();
        assertThat(local.namesServer()).isFalse();
        assertThat(local.namesDatabase()).isTrue();
        assertThat(local.server()).isEmpty();
        assertThat(server.namesDatabase()).isFalse();
        assertThat(server.isProductAlone()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"jdbc:mysql://h/, jdbc:mysql:", "jdbc:h2:mem:, jdbc:h2:", "jdbc:foo:, jdbc:foo:"})
    void a_url_that_is_too_long_is_its_product(String start, String expected) {
        assertThat(normal(start + new String(new char[600]).replace('\0', 'x'))).isEqualTo(expected);
    }

    /** One seed: cuts, joins and garbles the URLs of the table. Nothing throws, and all of it ends in a normal form. */
    @Test
    void nothing_throws_and_every_result_is_a_normal_form() {
        Random random = new Random(42);
        String[] urls = Stream.concat(
                        DatabaseUrls.normalForms().map(row -> (String) row.get()[0]), DatabaseUrls.withSecrets())
                .toArray(String[]::new);
        String alphabet = ":/?;,@()[]{}=\\\"% .#&İK\ud83d\0a1";

        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder(urls[random.nextInt(urls.length)]);
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                int at = random.nextInt(text.length() + 1);
                text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                text.deleteCharAt(random.nextInt(text.length()));
            }

            String once = normal(text.toString());

            assertThat(normal(once)).as(text.toString()).isEqualTo(once);
        }
    }
}
