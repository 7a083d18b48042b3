package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgentLogTest {
    private final Lines written = new Lines();
    private final AgentLog log = new AgentLog(written.stream(), false);

    @Test
    void one_line_stays_one_line() {
        log.warn("broken: first\r\nbreakwater: second");
        log.flush();

        assertThat(written.toString())
                .isEqualTo("breakwater: broken: first\\r\\nbreakwater: second" + System.lineSeparator());
    }

    @Test
    void what_steers_a_terminal_is_escaped() {
        log.line("breakwater: retry inventory:8443 GET: status 503 [\u001b[31m.yaml:8:7\u2028\u202e]");
        log.flush();

        assertThat(written.toString())
                .isEqualTo("breakwater: retry inventory:8443 GET: status 503 [\\u001b[31m.yaml:8:7\\u2028\\u202e]"
                        + System.lineSeparator());
    }

    @Test
    void printable_text_of_any_script_stays_as_it_is() {
        log.line("/etc/b\u00fccher/\u6c34.yaml \ud83d\udea2");
        log.flush();

        assertThat(written.toString()).isEqualTo("/etc/b\u00fccher/\u6c34.yaml \ud83d\udea2" + System.lineSeparator());
    }
}
