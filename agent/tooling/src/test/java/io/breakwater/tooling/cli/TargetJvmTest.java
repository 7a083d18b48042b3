package io.breakwater.tooling.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TargetJvmTest {
    private static final long NOBODY = Integer.MAX_VALUE;

    @Test
    void the_word_with_which_java_8_reports_success_is_success() {
        TargetJvm java8 = new TargetJvm(NOBODY, Answering.class, new Answering("0"));

        assertThatCode(() -> java8.loadAgent("agent.jar", "")).doesNotThrowAnyException();
    }

    @Test
    void no_word_at_all_is_success_too() {
        TargetJvm later = new TargetJvm(NOBODY, Answering.class, new Answering(null));

        assertThatCode(() -> later.loadAgent("agent.jar", "")).doesNotThrowAnyException();
    }

    @Test
    void any_other_word_is_a_failure() {
        TargetJvm failing = new TargetJvm(NOBODY, Answering.class, new Answering("102"));

        assertThatThrownBy(() -> failing.loadAgent("agent.jar", "")).isInstanceOf(AttachFailure.class);
    }

    /** The attach API of a later Java, whose target answered so. */
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
