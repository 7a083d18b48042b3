package io.breakwater.engine;

import io.breakwater.engine.breaker.Watch;
import io.breakwater.engine.time.Timer;
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
    private volatile @Nullable Turn turn;
    private @Nullable R result;
    private @Nullable Throwable failure;
    private boolean attempted;
    /** From the first wait on, the application holds the future, and nothing can be thrown any more. */
    private boolean waited;

    private AsyncRunner(CallSession session, AsyncCall<R> call) {
        this.session = session;
        this.call = call;
    }

    /**
     * Makes the call. What the client throws instead of returning a future at the first attempt is thrown here, too.
     */
    public static <R> CompletableFuture<R> run(Guard guard, AsyncCall<R> call) {
        AsyncRunner<R> runner = new AsyncRunner<>(guard.newCall(call), call);
        runner.proceed(runner.session.start());
        return runner;
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
        return call.dependentsCancel() ? new DependentFuture<>(this) : new CompletableFuture<>();
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
            if (attempted) {
                giveLastOutcome();
            } else {
                pass(call.plain());
            }
            return;
        }
        CompletableFuture<R> future;
        try {
            future = attempt.send();
        } catch (Throwable clientsOwn) {
            if (waited) {
                onAnswer(attempt, null, clientsOwn);
                return;
            }
            session.onOutcome(Outcome.IGNORED);
            throw clientsOwn;
        }
        Turn sending = new Turn(attempt::abort);
        begin(sending);
        CompletableFuture<R> unused = future.whenComplete((answer, thrown) -> {
            if (sending.take()) {
                onAnswer(attempt, answer, thrown);
            }
        });
    }

    private AsyncCall.@Nullable Attempt<R> prepare() {
        try {
            return call.prepare(session);
        } catch (Throwable bug) {
            session.failOpen("prepare", bug);
            return null;
        }
    }

    private void onAnswer(AsyncCall.Attempt<R> attempt, @Nullable R answer, @Nullable Throwable thrown) {
        Step step = session.onOutcome(classify(attempt, answer, thrown));
        if (step != Step.REJECT) {
            if (thrown != null) {
                Failures.addEarlier(unwrapped(thrown), failure == null ? null : unwrapped(failure));
            }
            result = answer;
            failure = thrown;
            attempted = true;
        }
        proceed(step);
    }

    private Outcome classify(AsyncCall.Attempt<R> attempt, @Nullable R answer, @Nullable Throwable thrown) {
        try {
            return attempt.classify(answer, thrown == null ? null : unwrapped(thrown));
        } catch (Throwable bug) {
            session.failOpen("classify", bug);
            return Outcome.IGNORED;
        }
    }

    private void awaitPermit() {
        Turn waiting = new Turn(null);
        long nanos = session.joinQueue(() -> resume(waiting, true));
        if (nanos <= 0) {
            proceed(session.permitWaitOver());
            return;
        }
        waiting.endsBy(timer().schedule(nanos, () -> resume(waiting, true)));
        if (begin(waiting)) {
            goOn(true);
        }
    }

    private void awaitBackoff() {
        Turn waiting = new Turn(null);
        Watch watch = session.watchBreaker(() -> resume(waiting, false));
        if (watch == null) {
            proceed(session.onBackoffOver());
            return;
        }
        waiting.watches(watch);
        waiting.endsBy(timer().schedule(session.backoffNanos(), () -> resume(waiting, false)));
        if (begin(waiting)) {
            goOn(false);
        }
    }

    private void resume(Turn waiting, boolean forPermit) {
        if (waiting.take()) {
            goOn(forPermit);
        }
    }

    /** Goes on after a wait, in the client's executor: the thread that ended the wait is not ours to spend. */
    private void goOn(boolean forPermit) {
        waited = true;
        Runnable next = () -> {
            try {
                proceed(forPermit ? session.permitWaitOver() : session.onBackoffOver());
            } catch (Throwable bug) {
                failAfterWait(bug);
            }
        };
        try {
            call.executor().execute(next);
        } catch (Throwable rejectedByExecutor) {
            ForkJoinPool.commonPool().execute(next);
        }
    }

    private void failAfterWait(Throwable bug) {
        session.failOpen("resume", bug);
        if (attempted) {
            giveLastOutcome();
        } else {
            finish(null, bug);
        }
    }

    private Timer timer() {
        return session.guard().surroundings.timer();
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
            try {
                current.abort(); // first, so that nothing of the attempt touches the session any more
            } catch (Throwable bug) {
                session.failOpen("abort", bug);
            }
            session.cancel();
        }
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
            pass(call.plain());
        } else {
            // Wrapped, as a client's own future has it for whoever looks at it with whenComplete.
            finish(null, new CompletionException(thrown));
        }
    }

    /** The retry did not take place: the application gets what the last attempt brought. */
    private void giveLastOutcome() {
        R held = result;
        if (failure != null || held == null) {
            finish(result, failure);
            return;
        }
        try {
            pass(call.deliver(held));
        } catch (Throwable bug) {
            session.failOpen("deliver", bug);
            finish(null, bug);
        }
    }

    private void pass(CompletableFuture<R> plain) {
        begin(new Turn(() -> plain.cancel(true)));
        CompletableFuture<R> unused = plain.whenComplete(this::finish);
    }

    private void finish(@Nullable R answer, @Nullable Throwable thrown) {
        turn = null;
        if (thrown != null) {
            completeExceptionally(thrown);
        } else {
            complete(answer);
        }
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof CompletionException && cause != null ? cause : thrown;
    }
}
