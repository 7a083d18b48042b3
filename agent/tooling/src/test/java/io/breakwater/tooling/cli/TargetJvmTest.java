package io.breakwater.tooling.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetJvmTest {
    private static final long NOBODY = Integer.MAX_VALUE;

    @ParameterizedTest
    @ValueSource(strings = {"0", "Failed to load agent library: 0", "Non-numeric value found - int expected"})
    void what_an_api_throws_at_the_words_of_another_version_is_no_failure(String words) {
        TargetJvm ofAnotherVersion = new TargetJvm(NOBODY, Answering.class, new Answering(words));

        assertThatCode(() -> ofAnotherVersion.loadAgent("agent.jar", "")).doesNotThrowAnyException();
    }

    @Test
    void no_word_at_all_is_success_too() {
        TargetJvm later = new TargetJvm(NOBODY, Answering.class, new Answering(null));

        assertThatCode(() -> later.loadAgent("agent.jar", "")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"102", "Failed to load agent library: 102"})
    void any_other_word_is_a_failure(String words) {
        TargetJvm failing = new TargetJvm(NOBODY, Answering.class, new Answering(words));

        assertThatThrownBy(() -> failing.loadAgent("agent.jar", "")).isInstanceOf(AttachFailure.class);
    }

    @Test
    void a_module_that_an_image_lacks_is_named_with_the_way_out() {
        String name = ManagementFactory.getRuntimeMXBean().getName();
        long alive = Long.parseLong(name.substring(0, name.indexOf('@')));
        TargetJvm image = new TargetJvm(
                alive,
                Answering.class,
                new Answering("Failed to load agent library: java.lang.module.FindException:"
                        + " Module java.instrument not found"));

        assertThatThrownBy(() -> image.loadAgent("agent.jar", ""))
                .isInstanceOf(AttachFailure.class)
                .hasMessage(alive + ": its Java was made without the module java.instrument (by jlink): no agent can be"
                        + " loaded into it. Add the module to the image");
    }

    /** An attach API that throws these words, or nothing. */
    @SuppressWarnings({"unused", "DoNotCallSuggester"}) // called by name
    public static final class Answering {
        private final @Nullable String word;

        Answering(@Nullable String word) {
            this.word = word;
        }

        public void loadAgent(String jar, String arguments) throws Exception {
            if (word != null) {
                throw new Exception(word);
            }
        }
    }
}
