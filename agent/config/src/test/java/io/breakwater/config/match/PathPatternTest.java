package io.breakwater.config.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/orders, /v1/orders",
        "/v1/orders/, /v1/orders/",
        "/, /",
        "/**, /",
        "/**, /v1/orders",
        "/v1/**, /v1",
        "/v1/**, /v1/",
        "/v1/**, /v1/a/b/c",
        "/v1/*, /v1/a",
        "/v1/*/items, /v1/7/items",
        "/v1/{id}/items, /v1/7/items",
        "/v1/report-*.csv, /v1/report-2026-01.csv",
        "/v1/report-*.csv, /v1/report-.csv",
        "/v1/*a*b, /v1/xxaaxxabb",
        "/a%20b, /a%20b",
        "//x, //x"
    })
    void matches(String pattern, String path) throws PatternException {
        assertThat(PathPattern.parse(pattern).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/**, /",
        "/**, /**",
        "/**, /v1/*/items",
        "/v1/**, /v1",
        "/v1/**, /v1/export/**",
        "/v1/*, /v1/orders",
        "/v1/*, /v1/report-*.csv",
        "/v1/{id}/**, /v1/*/items",
        "/v1/orders, /v1/orders"
    })
    void covers(String pattern, String later) throws PatternException {
        assertThat(PathPattern.parse(pattern).covers(PathPattern.parse(later))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/orders, /**",
        "/v1/**, /**",
        "/v1/*, /v1/**",
        "/v1/*, /v1/",
        "/v1/*, /v1",
        "/v1/*/x/**, /v1/7/**",
        "/v1/report-*.csv, /v1/*",
        "/v1/orders, /v1/Orders"
    })
    void leaves_something_to(String pattern, String later) throws PatternException {
        assertThat(PathPattern.parse(pattern).covers(PathPattern.parse(later))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/orders, /v1/orders/",
        "/v1/orders/, /v1/orders",
        "/v1/orders, /v1/Orders",
        "/v1/orders, /v1/order",
        "/v1/orders, /v1/orders/7",
        "/v1/**, /v10",
        "/v1/**, /v2/x",
        "/v1/*, /v1",
        "/v1/*, /v1/",
        "/v1/*, /v1/a/b",
        "/v1/{id}/items, /v1//items",
        "/v1/report-*.csv, /v1/report-1.csv.gz",
        "/v1/*a*b, /v1/ba",
        "/a%20b, /a b",
        "/, ''",
        "/, //"
    })
    void does_not_match(String pattern, String path) throws PatternException {
        assertThat(PathPattern.parse(pattern).matches(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1",
                "/v1/**/x",
                "/v1**",
                "/a{id}",
                "/{a}{b}",
                "/{a",
                "/a}",
                "/a?b",
                "/a#b",
                "/a b",
                "/ä",
                "**"
            })
    void is_refused(String pattern) {
        assertThatThrownBy(() -> PathPattern.parse(pattern)).isInstanceOf(PatternException.class);
    }
}
