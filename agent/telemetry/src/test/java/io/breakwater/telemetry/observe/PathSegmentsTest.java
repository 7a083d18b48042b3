package io.breakwater.telemetry.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathSegmentsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1",
                "orders",
                "search.json",
                "oauth2",
                "order-items",
                "account_settings",
                "face",
                "feed",
                "IPv4"
            })
    void names_of_routes_are_kept(String segment) {
        assertThat(PathSegments.isId(segment, 0, segment.length())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "42",
                "2024-11-30",
                "ORD-2024-17",
                "a3f9",
                "3d6f0a48-7a1c-4e5b-9d0e-6f1b2c3d4e5f",
                "deadbeefcafe0",
                "jane@example.org",
                "M%C3%BCller",
                "orders;jsessionid=A1",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.dGVzdA",
                "thisisaverylongnamethatnoroutehasatall",
                "token4711secret",
                "*",
                "{id}"
            })
    void names_of_single_things_are_not(String segment) {
        assertThat(PathSegments.isId(segment, 0, segment.length())).isTrue();
    }
}
