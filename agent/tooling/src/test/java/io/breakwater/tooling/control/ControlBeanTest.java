package io.breakwater.tooling.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What crosses to another JVM, which has no class of ours. */
class ControlBeanTest {
    private final ControlBean bean = new ControlBean(new ControlWorld("version: 1").control);

    @Test
    void what_cannot_be_understood_is_told_in_exceptions_of_the_jdk_alone() {
        assertToldInTheJdksOwn(() -> bean.setMode("a b", "observe", "alice"), "host: a b (expected: a name,");
        assertToldInTheJdksOwn(() -> bean.setBreaker("a b", "reset", "alice"), "host: a b (expected: a name,");
        assertToldInTheJdksOwn(() -> bean.status(1, "a b", "calls"), "host: a b (expected: a name,");
    }

    private static void assertToldInTheJdksOwn(ThrowingCallable question, String words) {
        Throwable told = catchThrowable(question);
        assertThat(told).isExactlyInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(words);
        for (Throwable one = told; one != null; one = one.getCause()) {
            assertThat(one.getClass().getName()).startsWith("java.");
        }
    }
}
