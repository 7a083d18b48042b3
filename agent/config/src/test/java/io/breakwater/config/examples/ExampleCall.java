package io.breakwater.config.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.BlockingRunner;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.policy.TimeoutPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of an application, to a server that answers as the test says. The last answer stays. Not thread-safe. */
final class ExampleCall implements BlockingCall<Outcome> {
    private final ExampleWorld world;
    private final String method;
    private final @Nullable Guard guard;
    private @Nullable String key;
    private long ownNanos = TimeoutPolicy.NONE;
    private long takesNanos;
    private Runnable meanwhile = () -> {};
    private List<Outcome> answers = Arrays.asList(Outcome.ofStatus(200));
    private int sends;

    ExampleCall(ExampleWorld world, String method, @Nullable Guard guard) {
        this.world = world;
        this.method = method;
        this.guard = guard;
    }

    ExampleCall withKey(String header) {
        this.key = header;
        return this;
    }

    /** The timeout that the application set. */
    ExampleCall ownTimeout(Duration timeout) {
        this.ownNanos = timeout.toNanos();
        return this;
    }

    ExampleCall takes(Duration duration) {
        this.takesNanos = duration.toNanos();
        return this;
    }

    /** Done while the first attempt is under way. */
    ExampleCall meanwhile(Runnable action) {
        this.meanwhile = action;
        return this;
    }

    ExampleCall answeredBy(int... statuses) {
        this.answers =
                Arrays.stream(statuses).mapToObj(Outcome::ofStatus).collect(java.util.stream.Collectors.toList());
        return this;
    }

    ExampleCall failsBy(FailureClass failure, Outcome... then) {
        this.answers = new java.util.ArrayList<>();
        answers.add(Outcome.failed(failure));
        answers.addAll(Arrays.asList(then));
        return this;
    }

    ExampleCall answeredBy(Outcome... outcomes) {
        this.answers = Arrays.asList(outcomes);
        return this;
    }

    /** {@code 2 sends, 200}, {@code 1 send, attempt-timeout} or {@code 0 sends, refused}. */
    String play() {
        String end;
        try {
            Outcome outcome = guard == null ? plain() : BlockingRunner.run(guard, this);
            end = outcome.status() > 0 ? Integer.toString(outcome.status()) : outcome.toString();
        } catch (Throwable failure) {
            end = failure.getMessage();
        }
        return sends + (sends == 1 ? " send, " : " sends, ") + end;
    }

    void assertPlays(String expected) {
        assertThat(play()).isEqualTo(expected);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public boolean canBeSentAgain(Outcome outcome) {
        return true;
    }

    @Override
    public boolean carriesKey(String name) {
        return name.equals(key);
    }

    @Override
    public BlockingCall.Attempt<Outcome> prepare(CallSession session) {
        long limitNanos = Math.min(session.limitAttempt(ownNanos), session.responseLimitNanos(ownNanos));
        return new Attempt<Outcome>() {
            @Override
            public Outcome send() throws IOException {
                return answer(limitNanos);
            }

            @Override
            public Outcome classify(@Nullable Outcome result, @Nullable Throwable failure) {
                return result != null ? result : ((Failed) failure).outcome;
            }
        };
    }

    private Outcome answer(long limitNanos) throws IOException {
        Outcome answer = answers.get(Math.min(sends, answers.size() - 1));
        sends++;
        if (sends == 1) {
            meanwhile.run();
        }
        world.time.advanceNanos(Math.min(takesNanos, limitNanos));
        if (takesNanos > limitNanos) {
            throw new Failed(Outcome.failed(FailureClass.ATTEMPT_TIMEOUT));
        }
        if (answer.failure() != null && answer.status() == 0) {
            throw new Failed(answer);
        }
        return answer;
    }

    @Override
    public Outcome plain() throws IOException {
        return answer(ownNanos);
    }

    @Override
    public Throwable rejection(Rejection rejection) {
        return new IOException("refused");
    }

    @Override
    public Throwable interruption(InterruptedException interruption) {
        return interruption;
    }

    @Override
    public Outcome deliver(Outcome held) {
        return held;
    }

    private static final class Failed extends IOException {
        private static final long serialVersionUID = 1;

        private final transient Outcome outcome;

        Failed(Outcome outcome) {
            super(outcome.toString());
            this.outcome = outcome;
        }
    }
}
