package io.breakwater.tooling.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessFactsTest {

    /** What is asked for by a signal must not end who does not know it. */
    @Test
    void a_process_that_does_not_catch_the_signal_is_sent_none() throws Exception {
        Process sleeping = new ProcessBuilder("sh", "-c", "echo $$; exec sleep 60").start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(sleeping.getInputStream(), StandardCharsets.US_ASCII))) {
            ProcessFacts facts = ProcessFacts.of(Long.parseLong(said.readLine()));

            assertThat(facts.endsOfAttaching()).isTrue();
            assertThatThrownBy(() -> WhyNot.refuseBeforehand(facts)).isInstanceOf(AttachFailure.class);
            assertThat(sleeping.isAlive()).isTrue();
        } finally {
            sleeping.destroyForcibly();
        }
    }

    @Test
    void a_jvm_catches_it() {
        assertThat(ProcessFacts.own().endsOfAttaching()).isFalse();
    }

    @Test
    void of_a_process_that_is_not_there_nothing_is_known() {
        assertThat(ProcessFacts.of(Integer.MAX_VALUE).endsOfAttaching()).isFalse();
    }
}
