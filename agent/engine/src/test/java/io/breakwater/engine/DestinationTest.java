package io.breakwater.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trap 48: however one writes a destination, it is the same key. */
class DestinationTest {

    /** Trap 48. */
    @ParameterizedTest
    @CsvSource({
        "HTTPS, API.Example, 443, https, api.example, -1",
        "https, api.example., 443, https, api.example, 443",
        "http, api.example, -1, http, API.EXAMPLE., 80",
        "wss, api.example, -1, wss, api.example, 443",
        "ws, api.example, -1, ws, api.example, 80",
        "http, [::1], 8080, http, ::1, 8080",
        "http, [FE80::A], 80, http, fe80::a, -1",
    })
    void spellings_of_one_destination_are_equal(
            String scheme, String host, int port, String otherScheme, String otherHost, int otherPort) {
        Destination one = Destination.of(scheme, host, port);
        Destination other = Destination.of(otherScheme, otherHost, otherPort);

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString(other.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "https, api.example, 443, http, api.example, 443",
        "http, api.example, 80, http, api.example, 8080",
        "http, api.example, 80, http, api.example.com, 80",
        "http, 127.0.0.1, 80, http, localhost, 80",
    })
    void other_scheme_host_or_port_is_another_destination(
            String scheme, String host, int port, String otherScheme, String otherHost, int otherPort) {
        assertThat(Destination.of(scheme, host, port)).isNotEqualTo(Destination.of(otherScheme, otherHost, otherPort));
    }

    @Test
    void is_written_as_people_write_it() {
        assertThat(Destination.of("https", "API.example.", -1)).hasToString("api.example:443");
        assertThat(Destination.of("http", "::1", 8080)).hasToString("[::1]:8080");
    }

    @Test
    void odd_hosts_are_taken_as_they_are() {
        assertThat(Destination.of("http", ".", 80).host()).isEqualTo(".");
        assertThat(Destination.of("http", "", 80).host()).isEmpty();
    }

    @Test
    void a_database_is_its_url_in_normal_form() {
        Destination database = Destination.ofDatabase("jdbc:postgresql://PG.corp.example/orders?password=hunter2");

        assertThat(database)
                .isEqualTo(Destination.ofDatabase("jdbc:postgresql://pg.corp.example:5432/orders"))
                .isNotEqualTo(Destination.ofDatabase("jdbc:postgresql://pg.corp.example:5432/stock"))
                .hasToString("jdbc:postgresql://pg.corp.example:5432/orders");
        assertThat(database.scheme()).isEqualTo("jdbc");
        assertThat(database.host()).isEqualTo(database.toString());
        assertThat(database.port()).isZero();
        assertThat(database.isDatabase()).isTrue();
        assertThat(Destination.of("https", "pg.corp.example", 5432).isDatabase())
                .isFalse();
    }
}
