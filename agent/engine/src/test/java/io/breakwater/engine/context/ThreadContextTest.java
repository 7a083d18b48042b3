package io.breakwater.engine.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ThreadContextTest {
    private final ThreadContext context = new ThreadContext();
    private final Caller outer = new Caller(Deadline.at(1), false, null);
    private final Caller inner = new Caller(null, true, null);

    private Object captured() {
        return context.capture(ThreadContextTest.class);
    }

    @Test
    void a_scope_ends_where_it_began() {
        try (Scope first = context.enter(outer, ThreadContextTest.class)) {
            try (Scope second = context.enter(inner, ThreadContextTest.class)) {
                assertThat(context.callerIn(captured())).isSameAs(inner);
            }
            assertThat(context.callerIn(captured())).isSameAs(outer);
        }
        assertThat(captured()).isNull();
    }

    @Test
    void no_other_thread_inherits_it() {
        try (Scope scope = context.enter(outer, ThreadContextTest.class)) {
            assertThat(CompletableFuture.supplyAsync(this::captured).join()).isNull();
        }
    }

    @Test
    void what_was_captured_holds_in_another_thread_for_as_long_as_it_is_asked_to() {
        Object captured;
        try (Scope scope = context.enter(outer, ThreadContextTest.class)) {
            captured = captured();
        }
        try (Scope restored = context.restore(captured, null, ThreadContextTest.class)) {
            assertThat(context.callerIn(captured())).isSameAs(outer);
        }
        assertThat(captured()).isNull();
    }

    @Test
    void nobody_is_nobody() {
        try (Scope restored = context.restore(null, "a=b", ThreadContextTest.class)) {
            assertThat(captured()).isNull();
        }
        assertThat(context.callerIn(new Object())).isNull();
    }
}
