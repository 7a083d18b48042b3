package io.breakwater.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What the application saw of a call, and after how many milliseconds. */
final class Ending {
    private final @Nullable Answer answer;
    private final @Nullable Throwable thrown;
    final long millis;

    Ending(@Nullable Answer answer, @Nullable Throwable thrown, long millis) {
        this.answer = answer;
        this.thrown = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        this.millis = millis;
    }

    Answer answer() {
        assertThat(thrown).as("thrown").isNull();
        assertThat(answer).as("answer").isNotNull();
        return answer;
    }

    int status() {
        return answer().status();
    }

    Throwable thrown() {
        assertThat(answer).as("answer").isNull();
        assertThat(thrown).as("thrown").isNotNull();
        return thrown;
    }

    String rejection() {
        assertThat(thrown()).isInstanceOf(RejectedCall.class);
        return thrown.getMessage();
    }

    @Override
    public String toString() {
        return (thrown == null ? answer : thrown) + " after " + millis + " ms";
    }

    /** What a scripted client makes of a rejection. */
    static final class RejectedCall extends Exception {
        final Rejection rejection;

        RejectedCall(Rejection rejection) {
            super(rejection.message());
            this.rejection = rejection;
        }
    }
}
