package io.breakwater.benchmarks.calls;

import static java.util.Objects.requireNonNull;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.BlockingRunner;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.policy.TimeoutPolicy;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Breakwater's engine, every policy enforced. The call is made once, as the other pipelines decorate it once; the attempt
 * is made anew each time, as adapters do.
 */
@State(Scope.Benchmark)
public class EnginePipeline {
    private final SucceedingCall call = new SucceedingCall("answer");
    private final Guard guard;

    public EnginePipeline() {
        this(FixedPolicies.engine());
    }

    EnginePipeline(Engine engine) {
        this.guard = requireNonNull(
                engine.guardFor(Destination.of("https", "inventory.example", 443), "GET", "/v1/items"));
    }

    @Nullable
    Object call() throws Throwable {
        return BlockingRunner.run(guard, call);
    }

    /** What an adapter would be whose client answers 200 at once. */
    private static final class SucceedingCall implements BlockingCall<Object> {
        private final Object answer;

        SucceedingCall(Object answer) {
            this.answer = answer;
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public boolean canBeSentAgain(Outcome outcome) {
            return true;
        }

        @Override
        public Attempt<Object> prepare(CallSession session) {
            return new SucceedingAttempt(answer, session.limitAttempt(TimeoutPolicy.NONE));
        }

        @Override
        public Object plain() {
            return answer;
        }

        @Override
        public Throwable rejection(Rejection rejection) {
            return new IllegalStateException(rejection.message());
        }

        @Override
        public Throwable interruption(InterruptedException interruption) {
            return interruption;
        }

        @Override
        public Object deliver(Object held) {
            return held;
        }
    }

    private static final class SucceedingAttempt implements BlockingCall.Attempt<Object> {
        private final Object answer;
        private final long limitNanos;

        SucceedingAttempt(Object answer, long limitNanos) {
            this.answer = answer;
            this.limitNanos = limitNanos;
        }

        @Override
        public @Nullable Object send() {
            return limitNanos > 0 ? answer : null;
        }

        @Override
        public Outcome classify(@Nullable Object result, @Nullable Throwable failure) {
            return Outcome.ofStatus(200);
        }
    }
}
