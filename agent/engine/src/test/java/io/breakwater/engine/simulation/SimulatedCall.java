package io.breakwater.engine.simulation;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.AsyncCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.testing.VirtualTime;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One GET of a simulated caller. */
@SuppressWarnings("StaticAssignmentOfThrowable") // shared: thousands of them, and nobody looks at their traces
final class SimulatedCall implements AsyncCall<Integer> {
    private static final IOException REJECTED = new IOException("rejected");
    private static final TimeoutException TIMED_OUT = new TimeoutException("timed out");

    private final VirtualTime time;
    private final Backend backend;
    private final Runnable onAttempt;

    SimulatedCall(VirtualTime time, Backend backend, Runnable onAttempt) {
        this.time = time;
        this.backend = backend;
        this.onAttempt = onAttempt;
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
    public Attempt<Integer> prepare(CallSession session) {
        return new OneRequest(session.limitAttempt(NONE));
    }

    @Override
    public CompletableFuture<Integer> plain() {
        throw new AssertionError("the engine failed open");
    }

    @Override
    public Throwable rejection(Rejection rejection) {
        return REJECTED;
    }

    @Override
    public CompletableFuture<Integer> deliver(Integer held) {
        return CompletableFuture.completedFuture(held);
    }

    @Override
    public Executor executor() {
        return Runnable::run;
    }

    @Override
    public boolean dependentsCancel() {
        return false;
    }

    private final class OneRequest implements Attempt<Integer> {
        private final long limitNanos;

        OneRequest(long limitNanos) {
            this.limitNanos = limitNanos;
        }

        @Override
        public CompletableFuture<Integer> send() {
            onAttempt.run();
            CompletableFuture<Integer> answer = backend.request();
            time.schedule(limitNanos, () -> answer.completeExceptionally(TIMED_OUT));
            return answer;
        }

        @Override
        public void abort() {
            throw new AssertionError("nobody cancels");
        }

        @Override
        public Outcome classify(@Nullable Integer status, @Nullable Throwable failure) {
            return status != null ? Outcome.ofStatus(status) : Outcome.failed(FailureClass.ATTEMPT_TIMEOUT);
        }
    }
}
