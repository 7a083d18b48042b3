package io.breakwater.tooling.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
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
