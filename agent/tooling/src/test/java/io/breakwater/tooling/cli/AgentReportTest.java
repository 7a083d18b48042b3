package io.breakwater.tooling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.tooling.PublishedState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentReportTest {
    private final Properties properties = new Properties();

    @BeforeEach
    void an_agent_is_active() {
        properties.setProperty(PublishedState.VERSION, "1.2");
        properties.setProperty(PublishedState.CONFIGURATION, "/etc/b.yaml: mode enforce");
        properties.setProperty(PublishedState.WOVEN, "OkHttp 3 classes");
        properties.setProperty(PublishedState.STATE, PublishedState.ACTIVE);
    }

    @Test
    void tells_what_is_in_force_and_what_is_woven() {
        AgentReport report = AgentReport.of(properties);

        StringWriter out = new StringWriter();
        report.print("is active", 4711, new PrintWriter(out, true));

        assertThat(report.isActive()).isTrue();
        assertThat(report.source()).isEqualTo("/etc/b.yaml");
        assertThat(out.toString()).contains("4711: Breakwater 1.2 is active", "OkHttp 3 classes");
    }

    /** A JVM copies them one by one, while the agent sets them. */
    @ParameterizedTest
    @ValueSource(strings = {PublishedState.VERSION, PublishedState.CONFIGURATION, PublishedState.WOVEN})
    void is_not_active_before_all_that_is_to_be_told_is_there(String late) {
        properties.remove(late);

        assertThat(AgentReport.of(properties).isActive()).isFalse();
    }

    @Test
    void an_agent_that_has_woven_nothing_is_active() {
        properties.setProperty(PublishedState.WOVEN, "");

        assertThat(AgentReport.of(properties).isActive()).isTrue();
    }

    @Test
    void an_agent_that_went_is_gone_whatever_else_is_there() {
        properties.setProperty(PublishedState.STATE, PublishedState.DETACHED);

        assertThat(AgentReport.of(properties).isGone()).isTrue();
        assertThat(AgentReport.of(properties).isActive()).isFalse();
    }
}
