package io.breakwater.engine.pictures;

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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call whose server answers by a script, and whose client keeps the limits that the session names. */
final class PlayedCall implements AsyncCall<Reply> {
    private final VirtualTime time;
    private final String method;
    private final Supplier<Reply> server;

    PlayedCall(VirtualTime time, String method, Supplier<Reply> server) {
        this.time = time;
        this.method = method;
        this.server = server;
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
    public Attempt<Reply> prepare(CallSession session) {
        long limitNanos = Math.min(session.limitAttempt(NONE), session.responseLimitNanos(NONE));
        return new OneRequest(server.get(), limitNanos);
    }

    @Override
    public CompletableFuture<Reply> plain() {
        throw new AssertionError("the engine failed open");
    }

    @Override
    public Throwable rejection(Rejection rejection) {
        return new IOException("refused");
    }

    @Override
    public CompletableFuture<Reply> deliver(Reply held) {
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

    private final class OneRequest implements Attempt<Reply> {
        private final Reply reply;
        private final long limitNanos;
        private final CompletableFuture<Reply> answer = new CompletableFuture<>();

        OneRequest(Reply reply, long limitNanos) {
            this.reply = reply;
            this.limitNanos = limitNanos;
        }

        @Override
        public CompletableFuture<Reply> send() {
            if (reply.takesNanos > limitNanos) {
                time.schedule(limitNanos, () -> answer.completeExceptionally(new TimeoutException("a timeout")));
            } else {
                time.schedule(reply.takesNanos, this::arrive);
            }
            return answer;
        }

        private void arrive() {
            if (reply.isAnswer) {
                answer.complete(reply);
            } else {
                answer.completeExceptionally(reply.failure());
            }
        }

        @Override
        public void abort() {
            answer.cancel(false);
        }

        @Override
        public Outcome classify(@Nullable Reply result, @Nullable Throwable failure) {
            if (result != null) {
                return result.outcome;
            }
            return failure instanceof TimeoutException ? Outcome.failed(FailureClass.ATTEMPT_TIMEOUT) : reply.outcome;
        }
    }
}
