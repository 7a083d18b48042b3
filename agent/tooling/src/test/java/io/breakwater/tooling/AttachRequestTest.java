package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttachRequestTest {

    @Test
    void what_was_asked_for_arrives_whatever_is_in_it() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("mode", "observe");
        settings.put("defaults.http.retry.retry-on", "reset, 5xx & more = \u00fc");

        AttachRequest arrived = AttachRequest.parse(
                AttachRequest.attach("/opt/a b/agent.jar", "1234", "/etc/b&w=\u00e9 100%.yaml", "info", settings)
                        .toString());

        assertThat(arrived.isDetach()).isFalse();
        assertThat(arrived.id()).isEqualTo("1234");
        assertThat(arrived.config()).isEqualTo("/etc/b&w=\u00e9 100%.yaml");
        assertThat(arrived.logLevel()).isEqualTo("info");
        assertThat(arrived.settings()).isEqualTo(settings);
    }

    /** The JVMs may have different encodings, and old ones take 1024 bytes. */
    @Test
    void it_is_plain_ascii_and_short() {
        String text = AttachRequest.attach("/opt/agent.jar", "1234", "/etc/\u00fc.yaml", null, Collections.emptyMap())
                .toString();

        assertThat(text).isEqualTo("attach?jar=/opt/agent.jar&request=1234&config=/etc/%C3%BC.yaml");
    }

    @Test
    void a_detach_says_how_long_calls_may_take_and_who_decides_it() {
        AttachRequest arrived =
                AttachRequest.parse(AttachRequest.detach("/opt/agent.jar", "5", 1500, "command line, alice")
                        .toString());

        assertThat(arrived.isDetach()).isTrue();
        assertThat(arrived.waitMillis()).isEqualTo(1500);
        assertThat(arrived.by()).isEqualTo("command line, alice");
        assertThat(arrived.config()).isNull();
    }

    @Test
    void what_another_version_adds_is_passed_over() {
        AttachRequest arrived = AttachRequest.parse("detach?jar=/a.jar&request=5&wait=soon&colour=red&odd");

        assertThat(arrived.isDetach()).isTrue();
        assertThat(arrived.waitMillis()).isZero();
        assertThat(arrived.by()).isEmpty();
    }

    @Test
    void the_name_of_a_file_is_no_request() {
        assertThatThrownBy(() -> AttachRequest.parse("/etc/breakwater.yaml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: attach or detach");
    }
}
