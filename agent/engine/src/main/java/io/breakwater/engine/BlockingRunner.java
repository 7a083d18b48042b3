package io.breakwater.engine;

import static java.util.Objects.requireNonNull;

import io.breakwater.engine.breaker.Watch;
import io.breakwater.engine.context.Scope;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Drives a {@link CallSession} in the thread of the application. Holds no policy: it does what each {@link Step} says.
 *
 * <p>Thread-safety: confined to the calling thread. Errors: throws what the client threw, or what the adapter makes of a
 * rejection or an interruption; never a bug of ours.
 *
 * @param <R> what the call returns
 */
public final class BlockingRunner<R> {
    private final CallSession session;
    private final BlockingCall<R> call;
    private @Nullable R result;
    private @Nullable Throwable failure;
    private @Nullable List<Throwable> earlierFailures;
    private boolean attempted;
    private @Nullable Throwable cancellation;

    private BlockingRunner(CallSession session, BlockingCall<R> call) {
        this.session = session;
        this.call = call;
    }

    /**
     * Makes the call. Nearly all calls are over after one attempt. It is made here, with the session in a local variable,
     * so that the JIT needs no memory for it; only a call that has to wait, or is refused, gets a runner.
     */
    public static <R> @Nullable R run(Guard guard, BlockingCall<R> call) throws Throwable {
        CallSession session = guard.newCall(call);
        Step step = session.start();
        if (step != Step.SEND) {
            return new BlockingRunner<>(session, call).goOn(step);
        }
        BlockingCall.Attempt<R> attempt = prepare(session, call);
        if (attempt == null) {
            return call.plain();
        }
        R answer = null;
        Throwable thrown = null;
        Scope scope = session.enterAttempt();
        try {
            answer = attempt.send();
        } catch (Throwable clientsOwn) {
            thrown = clientsOwn;
        }
        if (scope != null) {
            Told.leave(scope);
        }
        Outcome outcome = classify(session, attempt, answer, thrown);
        step = session.conclude(outcome, session.settle(outcome));
        if (step != Step.RETURN) {
            BlockingRunner<R> runner = new BlockingRunner<>(session, call);
            runner.keep(answer, thrown);
            return runner.goOn(step);
        }
        if (thrown != null) {
            throw thrown;
        }
        return answer;
    }

    private @Nullable R goOn(Step first) throws Throwable {
        Step step = first;
        while (true) {
            switch (step) {
                case SEND:
                    BlockingCall.Attempt<R> attempt = prepare(session, call);
                    if (attempt == null) {
                        return attempted ? lastOutcome() : call.plain();
                    }
                    step = send(attempt);
                    break;
                case AWAIT_PERMIT:
                case AWAIT_BACKOFF:
                    try {
                        step = step == Step.AWAIT_PERMIT ? awaitPermit() : awaitBackoff();
                    } catch (InterruptedException interruption) {
                        return interrupted(interruption);
                    }
                    if (cancellation != null) {
                        session.cancel();
                        throw withEarlierFailures(cancellation);
                    }
                    break;
                case REJECT:
                    return attempted ? lastOutcome() : rejected();
                default:
                    return returned();
            }
        }
    }

    private static <R> BlockingCall.@Nullable Attempt<R> prepare(CallSession session, BlockingCall<R> call) {
        try {
            return requireNonNull(call.prepare(session), "attempt");
        } catch (Throwable bug) {
            FailOpen.mark(session, "prepare", bug);
            return null;
        }
    }

    private static <R> Outcome classify(
            CallSession session, BlockingCall.Attempt<R> attempt, @Nullable R answer, @Nullable Throwable thrown) {
        try {
            return requireNonNull(attempt.classify(answer, thrown), "outcome");
        } catch (Throwable bug) {
            FailOpen.mark(session, "classify", bug);
            return Outcome.IGNORED;
        }
    }

    private Step send(BlockingCall.Attempt<R> attempt) {
        R answer = null;
        Throwable thrown = null;
        Scope scope = session.enterAttempt();
        try {
            answer = attempt.send();
        } catch (Throwable clientsOwn) {
            thrown = clientsOwn;
        }
        if (scope != null) {
            Told.leave(scope);
        }
        Step step = session.onOutcome(classify(session, attempt, answer, thrown));
        if (step != Step.REJECT) {
            // A client that refused to begin has nothing to say that an earlier attempt did not say better.
            keep(answer, thrown);
        }
        return step;
    }

    private void keep(@Nullable R answer, @Nullable Throwable thrown) {
        if (failure != null) {
            earlierFailures = Failures.with(earlierFailures, failure);
        }
        result = answer;
        failure = thrown;
        attempted = true;
    }

    private Step awaitPermit() throws InterruptedException {
        CountDownLatch granted = new CountDownLatch(1);
        long nanos = session.joinQueue(granted::countDown);
        if (nanos > 0) {
            await(granted, nanos);
        }
        return cancellation == null ? session.permitWaitOver() : Step.RETURN;
    }

    private Step awaitBackoff() throws InterruptedException {
        CountDownLatch opened = new CountDownLatch(1);
        Watch watch = session.watchBreaker(opened::countDown);
        if (watch != null) {
            try {
                await(opened, session.backoffNanos());
            } finally {
                watch.close();
            }
        }
        return cancellation == null ? session.onBackoffOver() : Step.RETURN;
    }

    private void await(CountDownLatch latch, long nanos) throws InterruptedException {
        try {
            call.waitBegins(latch::countDown);
            session.guard().surroundings.pause().await(latch, nanos);
        } catch (InterruptedException interruption) {
            throw interruption;
        } catch (Throwable bug) {
            session.failOpen("pause", bug);
        } finally {
            endWait();
        }
    }

    private void endWait() {
        try {
            cancellation = call.waitOver();
        } catch (Throwable bug) {
            session.failOpen("waitOver", bug);
        }
    }

    private @Nullable R interrupted(InterruptedException interruption) throws Throwable {
        session.cancel();
        Throwable thrown;
        try {
            thrown = requireNonNull(call.interruption(interruption), "interruption");
        } catch (Throwable bug) {
            session.failOpen("interruption", bug);
            // The client finds the flag as it would have found it without us.
            Thread.currentThread().interrupt();
            return attempted ? lastOutcome() : call.plain();
        }
        throw withEarlierFailures(thrown);
    }

    private Throwable withEarlierFailures(Throwable thrown) {
        if (failure != null) {
            earlierFailures = Failures.with(earlierFailures, failure);
        }
        Failures.attach(earlierFailures, thrown);
        return thrown;
    }

    private @Nullable R rejected() throws Throwable {
        Rejection rejection = session.rejection();
        Throwable thrown = null;
        try {
            thrown = rejection == null ? null : call.rejection(rejection);
        } catch (Throwable bug) {
            session.failOpen("rejection", bug);
        }
        if (thrown == null) {
            return call.plain();
        }
        throw thrown;
    }

    private @Nullable R returned() throws Throwable {
        if (failure != null) {
            Failures.attach(earlierFailures, failure);
            throw failure;
        }
        return result;
    }

    /** The retry did not take place: the application gets what the last attempt brought. */
    private @Nullable R lastOutcome() throws Throwable {
        R held = result;
        if (failure != null || held == null) {
            return returned();
        }
        try {
            return call.deliver(held);
        } catch (RuntimeException | Error bug) {
            session.failOpen("deliver", bug);
            return held;
        }
    }
}
