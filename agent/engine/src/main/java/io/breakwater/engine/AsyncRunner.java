package io.breakwater.engine;

import static java.util.Objects.requireNonNull;

import io.breakwater.engine.breaker.Watch;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.time.Timer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Drives a {@link CallSession} without a thread of its own, and is the future that the application gets. Holds no
 * policy: it does what each {@link Step} says.
 *
 * <p>The call is always in exactly one {@link Turn}: an attempt, or a wait. Whoever takes the turn (the client, the
 * timer, the breaker, the application that cancels) alone goes on with the session.
 *
 * <p>Thread-safety: thread-safe. Errors: completes with what the client's future completed with, or what the adapter
 * makes of a rejection; never with a bug of ours.
 *
 * @param <R> what the future holds
 */
public final class AsyncRunner<R> extends CompletableFuture<R> {
    private final CallSession session;
    private final AsyncCall<R> call;
    private final boolean dependentsCancel;
    private volatile @Nullable Turn turn;
    private @Nullable R result;
    private @Nullable Throwable failure;
    private @Nullable List<Throwable> earlierFailures;
    private boolean attempted;

    private AsyncRunner(CallSession session, AsyncCall<R> call) {
        this.session = session;
        this.call = call;
        this.dependentsCancel = dependentsCancel();
    }

    /**
     * Makes the call. What the client throws instead of returning a future at the first attempt is thrown here, too.
     */
    public static <R> CompletableFuture<R> run(Guard guard, AsyncCall<R> call) {
        AsyncRunner<R> runner = new AsyncRunner<>(guard.newCall(call), call);
        runner.proceed(runner.session.start());
        return runner;
    }

    private boolean dependentsCancel() {
        try {
            return call.dependentsCancel();
        } catch (Throwable bug) {
            session.failOpen("dependentsCancel", bug);
            return false;
        }
    }

    /** Cancels the attempt or the wait under way, down to the wire where the client can. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (mayInterruptIfRunning) {
            endTurnIfDone();
        }
        return cancelled;
    }

    /** Overrides a method that {@link CompletableFuture} has from Java 9 on. */
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return dependentsCancel ? new DependentFuture<>(this) : new CompletableFuture<>();
    }

    private void proceed(Step step) {
        if (isDone()) {
            session.cancel();
            return;
        }
        switch (step) {
            case SEND:
                send();
                break;
            case AWAIT_PERMIT:
                awaitPermit();
                break;
            case AWAIT_BACKOFF:
                awaitBackoff();
                break;
            case REJECT:
                giveUp();
                break;
            default:
                finish(result, failure);
        }
    }

    private void send() {
        AsyncCall.Attempt<R> attempt = prepare();
        if (attempt == null) {
            instead();
            return;
        }
        CompletableFuture<R> future;
        Scope scope = session.enterAttempt();
        try {
            future = requireNonNull(attempt.send(), "future");
        } catch (Throwable clientsOwn) {
            leave(scope);
            if (attempted) {
                onAnswer(attempt, null, clientsOwn);
                return;
            }
            session.onOutcome(Outcome.IGNORED);
            if (isInCallersThread()) {
                throw clientsOwn;
            }
            finish(null, clientsOwn);
            return;
        }
        leave(scope);
        Turn sending = new Turn(attempt::abort);
        if (begin(sending)) {
            end(sending);
            return;
        }
        CompletableFuture<R> unused = future.whenComplete((answer, thrown) -> {
            if (sending.take()) {
                onAnswer(attempt, answer, thrown);
            }
        });
    }

    private static void leave(@Nullable Scope scope) {
        if (scope != null) {
            Told.leave(scope);
        }
    }

    private AsyncCall.@Nullable Attempt<R> prepare() {
        try {
            return requireNonNull(call.prepare(session), "attempt");
        } catch (Throwable bug) {
            session.failOpen("prepare", bug);
            return null;
        }
    }

    private void onAnswer(AsyncCall.Attempt<R> attempt, @Nullable R answer, @Nullable Throwable thrown) {
        Step step = session.onOutcome(classify(attempt, answer, thrown));
        if (step != Step.REJECT) {
            if (failure != null) {
                earlierFailures = Failures.with(earlierFailures, unwrapped(failure));
            }
            result = answer;
            failure = thrown;
            attempted = true;
        }
        proceed(step);
    }

    private Outcome classify(AsyncCall.Attempt<R> attempt, @Nullable R answer, @Nullable Throwable thrown) {
        try {
            return requireNonNull(attempt.classify(answer, thrown == null ? null : unwrapped(thrown)), "outcome");
        } catch (Throwable bug) {
            session.failOpen("classify", bug);
            return Outcome.IGNORED;
        }
    }

    private void awaitPermit() {
        Turn waiting = new Turn(null);
        long nanos = session.joinQueue(() -> resume(waiting, true));
        if (nanos > 0 && setTimer(waiting, nanos, true)) {
            if (begin(waiting)) {
                goOn(true);
            }
        } else {
            proceed(session.permitWaitOver());
        }
    }

    private void awaitBackoff() {
        Turn waiting = new Turn(null);
        Watch watch = session.watchBreaker(() -> resume(waiting, false));
        if (watch != null) {
            waiting.watches(watch);
            if (setTimer(waiting, session.backoffNanos(), false)) {
                if (begin(waiting)) {
                    goOn(false);
                }
                return;
            }
            watch.close();
        }
        proceed(session.onBackoffOver());
    }

    /** False if there is no timer to rely on: nobody must wait then. */
    private boolean setTimer(Turn waiting, long nanos, boolean forPermit) {
        try {
            Timer timer = session.guard().surroundings.timer();
            waiting.endsBy(timer.schedule(nanos, new WaitEnd(waiting, forPermit)));
            return true;
        } catch (Throwable bug) {
            session.failOpen("timer", bug);
            return false;
        }
    }

    private void resume(Turn waiting, boolean forPermit) {
        if (waiting.take()) {
            goOn(forPermit);
        }
    }

    /** Goes on after a wait, elsewhere: the thread that ended the wait is not ours to spend. */
    private void goOn(boolean forPermit) {
        elsewhere(() -> proceed(forPermit ? session.permitWaitOver() : session.onBackoffOver()));
    }

    private void elsewhere(Runnable next) {
        try {
            call.executor().execute(next);
        } catch (Throwable rejectedByExecutor) {
            ForkJoinPool.commonPool().execute(next);
        }
    }

    /** Publishes a turn. True if it is over already, and the caller goes on. */
    private boolean begin(Turn next) {
        turn = next;
        boolean over = next.arm();
        endTurnIfDone();
        return over;
    }

    /** Seen from both sides: whoever completes us from outside, and whoever begins a turn meanwhile. */
    private void endTurnIfDone() {
        Turn current = turn;
        if (current != null && isDone() && current.take()) {
            end(current);
        }
    }

    private void end(Turn taken) {
        try {
            taken.abort(); // first, so that nothing of the attempt touches the session any more
        } catch (Throwable bug) {
            session.failOpen("abort", bug);
        }
        session.cancel();
    }

    private void giveUp() {
        if (attempted) {
            giveLastOutcome();
            return;
        }
        Throwable thrown = null;
        try {
            Rejection rejection = session.rejection();
            thrown = rejection == null ? null : call.rejection(rejection);
        } catch (Throwable bug) {
            session.failOpen("rejection", bug);
        }
        if (thrown == null) {
            instead();
        } else {
            // Wrapped, as a client's own future has it for whoever looks at it with whenComplete.
            finish(null, new CompletionException(thrown));
        }
    }

    /** We cannot go on: what the last attempt brought, or the application's own call if there was none. */
    private void instead() {
        if (attempted) {
            giveLastOutcome();
            return;
        }
        CompletableFuture<R> plain;
        try {
            plain = requireNonNull(call.plain(), "future");
        } catch (Throwable clientsOwn) {
            if (isInCallersThread()) {
                throw clientsOwn;
            }
            finish(null, clientsOwn);
            return;
        }
        pass(plain);
    }

    /** True as long as the application waits for {@link #run} to return, and is there to catch what is thrown. */
    private boolean isInCallersThread() {
        return turn == null;
    }

    /** The retry did not take place: the application gets what the last attempt brought. */
    private void giveLastOutcome() {
        R held = result;
        if (failure != null || held == null) {
            finish(result, failure);
            return;
        }
        CompletableFuture<R> delivered;
        try {
            delivered = requireNonNull(call.deliver(held), "delivered");
        } catch (Throwable bug) {
            session.failOpen("deliver", bug);
            finish(held, null);
            return;
        }
        pass(delivered);
    }

    private void pass(CompletableFuture<R> plain) {
        Turn passing = new Turn(() -> plain.cancel(true));
        if (begin(passing)) {
            end(passing);
            return;
        }
        CompletableFuture<R> unused = plain.whenComplete(this::finish);
    }

    private void finish(@Nullable R answer, @Nullable Throwable thrown) {
        turn = null;
        if (thrown != null) {
            Failures.attach(earlierFailures, unwrapped(thrown));
            completeExceptionally(thrown);
        } else {
            complete(answer);
        }
    }

    /** The end of a wait: its time has come, or there is no timer any more. */
    private final class WaitEnd implements Timer.Wait {
        private final Turn waiting;
        private final boolean forPermit;

        WaitEnd(Turn waiting, boolean forPermit) {
            this.waiting = waiting;
            this.forPermit = forPermit;
        }

        @Override
        public void run() {
            resume(waiting, forPermit);
        }

        /** The agent is taken away: the application gets what is there, or its own call. */
        @Override
        public void abandon() {
            if (waiting.take()) {
                elsewhere(() -> {
                    session.cancel();
                    instead();
                });
            }
        }
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof CompletionException && cause != null ? cause : thrown;
    }
}
