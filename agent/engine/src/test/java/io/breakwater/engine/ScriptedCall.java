package io.breakwater.engine;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.time.Timer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A call whose server answers by a script: one {@link Reply} for each time that the request reaches it, the last one for
 * all that follow. One script, as a blocking and as an asynchronous call.
 */
final class ScriptedCall {
    private final World world;
    private final List<Reply> replies;

    String method = "GET";
    boolean isRepeatable = true;
    /** The name under which the request carries a key, or null. */
    @Nullable
    String key;

    boolean isContinuation;
    boolean isPrelude;
    boolean isExempt;
    boolean isNobodys;
    boolean dependentsCancel;

    /** What the application set itself. */
    long ownNanos = NONE;

    /** Asks {@link CallSession#willRetry} before the attempt has ended. */
    boolean asksEarly;

    /** When the application cancels a blocking call, if it happens to wait then; or null. */
    @Nullable
    Long cancelledAtMillis;

    Executor executor = Runnable::run;

    final Map<Integer, Runnable> during = new HashMap<>();

    /** Whatever happened, in order: {@code send 1}, {@code abort 1}, {@code plain}, {@code deliver}. */
    final List<String> log = new ArrayList<>();

    final List<Long> attemptLimitMillis = new ArrayList<>();
    final List<Long> sentAtMillis = new ArrayList<>();
    final List<Boolean> earlyVerdicts = new ArrayList<>();

    ScriptedCall(World world, Reply... replies) {
        this.world = world;
        this.replies = Arrays.asList(replies);
    }

    ScriptedCall method(String value) {
        method = value;
        return this;
    }

    /** Runs an action while the given attempt is under way. */
    ScriptedCall during(int attempt, Runnable action) {
        during.put(attempt, action);
        return this;
    }

    /** How often the request reached the server. */
    int sends() {
        return sentAtMillis.size();
    }

    BlockingCall<Answer> blocking() {
        return new Blocking();
    }

    AsyncCall<Answer> async() {
        return new Async();
    }

    /** What {@link AsyncCall#plain()} returned. */
    @Nullable
    CompletableFuture<Answer> plainFuture;

    private Reply nextReply() {
        Reply reply = replies.get(Math.min(sends(), replies.size() - 1));
        sentAtMillis.add(world.millis());
        return reply;
    }

    private static Answer answer(Reply reply) throws IOException {
        if (reply.failure != null) {
            throw ScriptedCall.<RuntimeException>unchecked(reply.failure);
        }
        return new Answer(reply, false);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // throws the very object
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** What both kinds of call have in common. */
    private abstract class Scripted implements Call {
        @Override
        public String method() {
            world.faults.trip(Point.METHOD);
            return method;
        }

        @Override
        public boolean canBeSentAgain(Outcome outcome) {
            world.faults.trip(Point.CAN_BE_SENT_AGAIN);
            return isRepeatable;
        }

        @Override
        public boolean carriesKey(String name) {
            world.faults.trip(Point.CARRIES_KEY);
            return name.equals(key);
        }

        @Override
        public boolean isPrelude() {
            return isPrelude;
        }

        @Override
        public boolean isContinuation() {
            world.faults.trip(Point.IS_CONTINUATION);
            return isContinuation;
        }

        @Override
        public boolean isExempt() {
            world.faults.trip(Point.IS_EXEMPT);
            return isExempt;
        }

        @Override
        public boolean isNobodys() {
            return isNobodys;
        }

        Throwable refused(Rejection rejection) {
            world.faults.trip(Point.REJECTION);
            return new Ending.RejectedCall(rejection);
        }

        Answer delivered(Answer held) {
            log.add("deliver");
            world.faults.trip(Point.DELIVER);
            return new Answer(held.reply, true);
        }
    }

    private final class Blocking extends Scripted implements BlockingCall<Answer> {
        @Override
        public Throwable rejection(Rejection rejection) {
            return refused(rejection);
        }

        @Override
        public BlockingCall.Attempt<Answer> prepare(CallSession session) {
            return new ScriptedAttempt(session);
        }

        @Override
        public Answer plain() throws IOException {
            log.add("plain");
            Reply reply = nextReply();
            world.time.advanceNanos(reply.takesNanos);
            return answer(reply);
        }

        @Override
        public Throwable interruption(InterruptedException interruption) {
            world.faults.trip(Point.INTERRUPTION);
            Thread.currentThread().interrupt();
            return new InterruptedIOException("interrupted");
        }

        @Override
        public Answer deliver(Answer held) {
            return delivered(held);
        }

        @Override
        public void waitBegins(Runnable wake) {
            world.faults.trip(Point.WAIT_BEGINS);
            if (cancelledAtMillis != null) {
                world.time.schedule(World.ms(cancelledAtMillis - world.millis()), wake);
            }
        }

        @Override
        public @Nullable Throwable waitOver() {
            world.faults.trip(Point.WAIT_OVER);
            return cancelledAtMillis != null && world.millis() >= cancelledAtMillis
                    ? new IOException("cancelled")
                    : null;
        }
    }

    private final class Async extends Scripted implements AsyncCall<Answer> {
        @Override
        public Throwable rejection(Rejection rejection) {
            return refused(rejection);
        }

        @Override
        public AsyncCall.Attempt<Answer> prepare(CallSession session) {
            return new AsyncAttempt(new ScriptedAttempt(session));
        }

        @Override
        public CompletableFuture<Answer> plain() {
            log.add("plain");
            Reply reply = nextReply();
            CompletableFuture<Answer> future = new CompletableFuture<>();
            world.time.schedule(reply.takesNanos, () -> complete(future, reply));
            plainFuture = future;
            return future;
        }

        @Override
        public CompletableFuture<Answer> deliver(Answer held) {
            return CompletableFuture.completedFuture(delivered(held));
        }

        @Override
        public Executor executor() {
            world.faults.trip(Point.EXECUTOR);
            return executor;
        }

        @Override
        public boolean dependentsCancel() {
            world.faults.trip(Point.DEPENDENTS_CANCEL);
            return dependentsCancel;
        }
    }

    private static void complete(CompletableFuture<Answer> future, Reply reply) {
        if (reply.failure == null) {
            future.complete(new Answer(reply, false));
        } else {
            future.completeExceptionally(reply.failure);
        }
    }

    /** One attempt: as it stands for the blocking call, and inside {@link AsyncAttempt} for the asynchronous one. */
    private final class ScriptedAttempt implements BlockingCall.Attempt<Answer> {
        private final CallSession session;
        private final int number;
        private final long limitNanos;

        ScriptedAttempt(CallSession session) {
            world.faults.trip(Point.PREPARE);
            this.session = session;
            this.number = session.attempt();
            long wholeNanos = session.limitAttempt(ownNanos);
            this.limitNanos = Math.min(wholeNanos, session.responseLimitNanos(ownNanos));
            attemptLimitMillis.add(limitNanos == NONE ? NONE : limitNanos / 1_000_000);
        }

        @Override
        public Answer send() throws IOException {
            Reply reply = begin();
            world.time.advanceNanos(reply.takesNanos);
            askEarly(reply);
            return answer(reply);
        }

        Reply begin() {
            log.add("send " + number);
            Reply scripted = nextReply();
            Runnable action = during.get(number);
            if (action != null) {
                action.run();
            }
            return scripted.takesNanos <= limitNanos
                    ? scripted
                    : Reply.fails(FailureClass.ATTEMPT_TIMEOUT).takesNanos(limitNanos);
        }

        void askEarly(Reply reply) {
            if (asksEarly) {
                earlyVerdicts.add(session.willRetry(reply.outcome));
            }
        }

        @Override
        public Outcome classify(@Nullable Answer result, @Nullable Throwable failure) {
            world.faults.trip(Point.CLASSIFY);
            return result != null ? result.reply.outcome : outcomeOf(failure);
        }
    }

    private Outcome outcomeOf(@Nullable Throwable failure) {
        for (Reply reply : replies) {
            if (reply.failure == failure) {
                return reply.outcome;
            }
        }
        for (FailureClass failureClass : FailureClass.values()) {
            if (failure instanceof IOException && failureClass.word().equals(failure.getMessage())) {
                return Outcome.failed(failureClass);
            }
        }
        return Outcome.OTHER_FAILURE;
    }

    private final class AsyncAttempt implements AsyncCall.Attempt<Answer> {
        private final ScriptedAttempt attempt;
        private final CompletableFuture<Answer> future = new CompletableFuture<>();
        private Timer.@Nullable Handle answering;

        AsyncAttempt(ScriptedAttempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public CompletableFuture<Answer> send() {
            Reply reply = attempt.begin();
            answering = world.time.schedule(reply.takesNanos, () -> {
                attempt.askEarly(reply);
                complete(future, reply);
            });
            return future;
        }

        @Override
        public void abort() {
            log.add("abort " + attempt.number);
            if (answering != null) {
                answering.cancel();
            }
            future.cancel(true);
            world.faults.trip(Point.ABORT);
        }

        @Override
        public Outcome classify(@Nullable Answer result, @Nullable Throwable failure) {
            return attempt.classify(result, failure);
        }
    }
}
