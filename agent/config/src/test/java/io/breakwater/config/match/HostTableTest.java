package io.breakwater.config.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.engine.Destination;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTableTest {

    /** Trap 48: names in other case, with a trailing dot or with the default port written out are the same host. */
    @ParameterizedTest
    @CsvSource({
        "Api.X:443, https://api.x/",
        "api.x, https://API.X./",
        "api.x:443, https://api.x.:443/",
        "https://Api.X, https://api.x:443/",
        "http://api.x., http://API.x:80/",
        "API.X., http://api.x:8080/",
        "bücher.example, https://xn--bcher-kva.example/",
        "10.0.0.1, http://10.0.0.1:8080/",
        "[::1]:8080, http://[0:0:0:0:0:0:0:1]:8080/",
        "::1, http://[::1]/",
        "[2001:DB8::A], http://[2001:db8:0:0::a]/",
        "10.0.0.1, http://[::ffff:10.0.0.1]/"
    })
    void one_destination_in_other_words_is_found(String pattern, String url) throws PatternException {
        assertThat(find(url, pattern)).isEqualTo(pattern);
    }

    @ParameterizedTest
    @CsvSource({
        "api.x:8443, https://api.x/",
        "https://api.x, http://api.x:80/",
        "https://api.x, https://api.x:8443/",
        "api.x, https://b.api.x/",
        "*.corp.example, https://corp.example/",
        "*.corp.example, https://acorp.example/",
        "10.0.0.0/8, http://11.0.0.1/",
        "10.0.0.0/8, http://10.example/",
        "10.0.0.0/8, http://[2001:db8::1]/",
        "2001:db8::/32, http://[2001:db9::1]/",
        "::/0, http://10.0.0.1/"
    })
    void another_destination_is_not_found(String pattern, String url) throws PatternException {
        assertThat(find(url, pattern)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.b.corp.example:8443/, https://a.b.corp.example:8443",
        "http://a.b.corp.example:8443/, a.b.corp.example:8443",
        "https://a.b.corp.example/, a.b.corp.example",
        "https://x.b.corp.example/, *.b.corp.example",
        "https://x.y.b.corp.example/, *.b.corp.example",
        "https://x.corp.example/, *.corp.example",
        "https://corp.example/, *",
        "https://10.1.2.3/, 10.1.2.3",
        "https://10.1.2.4/, 10.1.2.0/24",
        "https://10.1.3.4/, 10.1.0.0/16",
        "https://10.2.3.4/, 10.0.0.0/8",
        "https://192.0.2.1/, *",
        "https://[2001:db8:1::1]/, 2001:db8:1::/48",
        "https://[2001:db8:2::1]/, 2001:db8::/32"
    })
    void most_specific_entry_wins_in_any_order(String url, String expected) throws PatternException {
        String[] patterns = {
            "*",
            "*.corp.example",
            "10.0.0.0/8",
            "2001:db8::/32",
            "10.1.0.0/16",
            "10.1.2.0/24",
            "10.1.2.3",
            "2001:db8:1::/48",
            "*.b.corp.example",
            "a.b.corp.example",
            "a.b.corp.example:8443",
            "https://a.b.corp.example:8443"
        };
        String[] reversed = new String[patterns.length];
        for (int i = 0; i < patterns.length; i++) {
            reversed[i] = patterns[patterns.length - 1 - i];
        }

        assertThat(find(url, patterns)).isEqualTo(expected);
        assertThat(find(url, reversed)).isEqualTo(expected);
    }

    @Test
    void equally_specific_entries_are_told() throws PatternException {
        HostTable<String> table = new HostTable<>();

        assertThat(table.add(HostPattern.parse("api.x:443"), "first")).isNull();
        assertThat(table.add(HostPattern.parse("API.x.:443"), "second")).isEqualTo("first");
        assertThat(table.add(HostPattern.parse("[::1]"), "third")).isNull();
        assertThat(table.add(HostPattern.parse("0:0::1"), "fourth")).isEqualTo("third");
        assertThat(table.add(HostPattern.parse("*.x"), "fifth")).isNull();
        assertThat(table.add(HostPattern.parse("*.X."), "sixth")).isEqualTo("fifth");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..b",
                ".a",
                "a b",
                "a:0",
                "a:65536",
                "a:x",
                "a:",
                "*a",
                "a.*",
                "*.a:1",
                "*.10.0.0.1",
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0.0/x",
                "2001:db8::/129",
                "a.example/8",
                "ftp://a",
                "https://a/x",
                "https://",
                "https://*.a",
                "u:p@a",
                "a?b",
                "jdbc:",
                "jdbc:x",
                "jdbc:x:y",
                "jdbc:x://h/y",
                "jdbc:postgresql://h:0/d",
                "jdbc:postgresql://u@h/d",
                "jdbc:postgresql://u:p@h/d",
                "jdbc:oracle:thin:u/p@h:1:d",
                "jdbc:sqlserver://h;databaseName=d",
                "jdbc:db2://h/d:user=u",
                "jdbc:x:y?password=z",
                "[::1",
                "::1]:8080",
                "1:2:3"
            })
    void is_refused(String pattern) {
        assertThatThrownBy(() -> HostPattern.parse(pattern)).isInstanceOf(PatternException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://u:secret@a",
                "https://a/secret",
                "a?secret",
                "jdbc:x:y?secret",
                "jdbc:x:y;secret",
                "jdbc:mysql://u:secret@h/d",
                "jdbc:x:secret",
                "jdbc:x://h/secret",
                "jdbc:oracle:thin:u/secret@h:1:d"
            })
    void refusal_shows_no_secret(String pattern) {
        assertThatThrownBy(() -> HostPattern.parse(pattern))
                .isInstanceOfSatisfying(
                        PatternException.class,
                        e -> assertThat(e.shown() + e.expected() + e.wayOut()).doesNotContain("secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.x",
                "1::2::3",
                ":::",
                "1:2:3:4:5:6:7",
                ":1",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "::1.2.3",
                "g::",
                "1:",
                "1:2:3:4:5:6:7::8:9"
            })
    void is_no_address(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://PG.x/orders, jdbc:postgresql://pg.x:5432/orders?user=u",
        "'JDBC:p6spy:mysql:replication://a:3306,B/shop', 'jdbc:mysql://A,b:3306/shop?useSSL=true'",
        "jdbc:sqlserver://ms/Sales, jdbc:sqlserver://MS:1433;databaseName=Sales;encrypt=true",
        "jdbc:oracle:thin:@//ora:1521/orcl, jdbc:oracle:oci:@ORA/orcl",
        "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=o)(PORT=1))(CONNECT_DATA=(SID=x))), jdbc:oracle:thin:@o:1:x",
        "jdbc:h2:mem:test, jdbc:h2:mem:test;DB_CLOSE_DELAY=-1",
        "jdbc:clickhouse://ch:8123, jdbc:clickhouse://ch:8123/logs"
    })
    void one_database_in_other_words_is_found(String pattern, String url) throws PatternException {
        HostTable<String> table = new HostTable<>();
        table.add(HostPattern.parse(pattern), pattern);

        assertThat(table.find(Destination.ofDatabase(url))).isEqualTo(pattern);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://pg/orders, jdbc:postgresql://pg:5432/orders",
        "jdbc:postgresql://pg/other, jdbc:postgresql://pg",
        "jdbc:postgresql://pg, jdbc:postgresql://pg",
        "jdbc:postgresql://pg:5433/orders, jdbc:postgresql:",
        "'jdbc:postgresql://pg,pg2/orders', jdbc:postgresql:",
        "jdbc:oracle:thin:@ora:1521:XE, jdbc:oracle:thin:@//ora",
        "jdbc:h2:tcp://h/x, jdbc:h2:",
        "jdbc:h2:mem:x, jdbc:h2:",
        "jdbc:mysql://pg/orders, "
    })
    void most_specific_database_entry_wins_and_no_host_entry_applies(String url, @Nullable String expected)
            throws PatternException {
        String[] patterns = {
            "*",
            "pg",
            "pg:5432",
            "jdbc:postgresql:",
            "jdbc:postgresql://pg",
            "jdbc:postgresql://pg:5432/orders",
            "jdbc:oracle:thin:@//ora",
            "jdbc:h2:"
        };
        HostTable<String> table = new HostTable<>();
        for (String pattern : patterns) {
            assertThat(table.add(HostPattern.parse(pattern), pattern)).isNull();
        }

        assertThat(table.find(Destination.ofDatabase(url))).isEqualTo(expected);
    }

    @Test
    void equally_specific_databases_are_told() throws PatternException {
        HostTable<String> table = new HostTable<>();

        assertThat(table.add(HostPattern.parse("jdbc:postgresql://pg/orders"), "first"))
                .isNull();
        assertThat(table.add(HostPattern.parse("jdbc:postgresql://PG:5432/orders"), "second"))
                .isEqualTo("first");
        assertThat(table.add(HostPattern.parse("jdbc:postgresql://pg/"), "third"))
                .isNull();
        assertThat(table.add(HostPattern.parse("jdbc:postgresql://pg:5432"), "fourth"))
                .isEqualTo("third");
    }

    private static @Nullable String find(String url, String... patterns) throws PatternException {
        HostTable<String> table = new HostTable<>();
        for (String pattern : patterns) {
            table.add(HostPattern.parse(pattern), pattern);
        }
        URI uri = URI.create(url);
        return table.find(Destination.of(uri.getScheme(), uri.getHost(), uri.getPort()));
    }
}
