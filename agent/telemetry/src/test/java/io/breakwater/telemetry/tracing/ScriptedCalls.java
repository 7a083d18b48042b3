package io.breakwater.telemetry.tracing;

import io.breakwater.engine.AsyncCall;
import io.breakwater.engine.AsyncRunner;
import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.BlockingRunner;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Observers;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.event.InterventionListener;
import io.breakwater.engine.policy.BackoffPolicy;
import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.policy.BudgetPolicy;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DeadlinePolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.FailureMatcher;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.engine.policy.TracingScope;
import io.breakwater.engine.testing.VirtualTime;
import io.breakwater.engine.time.Surroundings;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/**
 * Calls whose attempts end as a test says, 10 ms each, in virtual time. Three attempts with 100 ms between them.
 */
final class ScriptedCalls {
    static final Destination INVENTORY = Destination.of("http", "inventory", 8080);
    private static final long ATTEMPT_NANOS = 10_000_000;

    final VirtualTime time = new VirtualTime();
    final ApiSightings sightings;
    final OpenTelemetryContext context;
    final Engine engine;
    Destination destination = INVENTORY;
    String method = "GET";
    Runnable duringAttempt = () -> {};
    Executor executor = Runnable::run;

    ScriptedCalls(
            ApiSightings sightings,
            TracingScope scope,
            SpanSource exporter,
            BreakerPolicy breaker,
            InterventionListener listener) {
        this.sightings = sightings;
        this.context = new OpenTelemetryContext(
                sightings, time, () -> DeadlinePolicy.builder().build());
        Observers observers = Observers.of(listener)
                .withContext(context)
                .withTracer(new SpanTracer(context, time, () -> scope, exporter));
        Surroundings surroundings = new Surroundings(time, time, time, () -> 0.5);
        this.engine = new Engine(surroundings, observers, policies(breaker));
    }

    static BreakerPolicy noBreaker() {
        return BreakerPolicy.builder().mode(Mode.DISABLED).build();
    }

    static BreakerPolicy breakerAfterOne() {
        return BreakerPolicy.builder()
                .mode(Mode.ENFORCE)
                .consecutiveFailures(1)
                .failureRatePercent(BreakerPolicy.NEVER)
                .build();
    }

    private static PolicySource policies(BreakerPolicy breaker) {
        RetryPolicy retry = RetryPolicy.builder()
                .maxAttempts(3)
                .retryOn(FailureMatcher.of(FailureClass.GATEWAY_ERROR, FailureClass.RESET))
                .backoff(new BackoffPolicy(100_000_000, 1, 100_000_000, BackoffPolicy.Jitter.NONE))
                .budget(new BudgetPolicy(100, 10_000_000_000L, 100))
                .origin("breakwater.yaml:8:7")
                .build();
        CallPolicy policy =
                new CallPolicy(TimeoutPolicy.builder().build(), retry, breaker, null, BulkheadPolicy.DISABLED, null);
        return new PolicySource() {
            @Override
            public DestinationPolicy policyFor(Destination any) {
                return DestinationPolicy.always(policy);
            }

            @Override
            public int maxDestinations() {
                return 10;
            }

            @Override
            public long idleDestinationNanos() {
                return 1_000_000_000_000L;
            }
        };
    }

    private Guard guard() {
        return engine.guardFor(destination, method, "/v1/secret-path");
    }

    /** Makes a call whose attempts end so. */
    void blocking(Outcome... outcomes) throws Throwable {
        Iterator<Outcome> script = Arrays.asList(outcomes).iterator();
        Outcome unused = BlockingRunner.run(guard(), new Blocking(script));
    }

    /** The same without a thread that waits. */
    void async(Outcome... outcomes) throws Exception {
        Iterator<Outcome> script = Arrays.asList(outcomes).iterator();
        CountDownLatch done = new CountDownLatch(1);
        CompletableFuture<?> unused =
                AsyncRunner.run(guard(), new Async(script)).whenComplete((answer, failure) -> done.countDown());
        if (!time.await(done, 60_000_000_000L)) {
            throw new AssertionError("the call has not ended within a minute");
        }
    }

    private Outcome next(Iterator<Outcome> script, CallSession session) throws IOException {
        traceParents.append(session.traceParent()).append(' ');
        duringAttempt.run();
        time.advanceNanos(ATTEMPT_NANOS);
        Outcome outcome = script.next();
        if (outcome.status() == 0 && outcome != Outcome.SUCCESS) {
            throw new IOException(outcome.toString());
        }
        return outcome;
    }

    /** What each attempt had to tell the next server. */
    final StringBuilder traceParents = new StringBuilder();

    private static Outcome classified(Outcome answer, Throwable failure) {
        if (failure == null) {
            return answer;
        }
        for (FailureClass known : FailureClass.values()) {
            if (known.word().equals(failure.getMessage())) {
                return Outcome.failed(known);
            }
        }
        return Outcome.OTHER_FAILURE;
    }

    private final class Blocking implements BlockingCall<Outcome> {
        private final Iterator<Outcome> script;

        Blocking(Iterator<Outcome> script) {
            this.script = script;
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
        public BlockingCall.Attempt<Outcome> prepare(CallSession session) {
            return new BlockingCall.Attempt<Outcome>() {
                @Override
                public Outcome send() throws IOException {
                    return next(script, session);
                }

                @Override
                public Outcome classify(Outcome answer, Throwable failure) {
                    return classified(answer, failure);
                }
            };
        }

        @Override
        public Throwable rejection(Rejection rejection) {
            return new IOException("rejected: " + rejection.stage());
        }

        @Override
        public Outcome plain() {
            throw new AssertionError("the plain call");
        }

        @Override
        public Throwable interruption(InterruptedException interruption) {
            return interruption;
        }

        @Override
        public Outcome deliver(Outcome held) {
            return held;
        }
    }

    private final class Async implements AsyncCall<Outcome> {
        private final Iterator<Outcome> script;

        Async(Iterator<Outcome> script) {
            this.script = script;
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
        public AsyncCall.Attempt<Outcome> prepare(CallSession session) {
            return new AsyncCall.Attempt<Outcome>() {
                @Override
                public CompletableFuture<Outcome> send() {
                    try {
                        return CompletableFuture.completedFuture(next(script, session));
                    } catch (IOException failure) {
                        CompletableFuture<Outcome> failed = new CompletableFuture<>();
                        failed.completeExceptionally(failure);
                        return failed;
                    }
                }

                @Override
                public void abort() {}

                @Override
                public Outcome classify(Outcome answer, Throwable failure) {
                    return classified(answer, failure);
                }
            };
        }

        @Override
        public Throwable rejection(Rejection rejection) {
            return new IOException("rejected: " + rejection.stage());
        }

        @Override
        public CompletableFuture<Outcome> plain() {
            throw new AssertionError("the plain call");
        }

        @Override
        public CompletableFuture<Outcome> deliver(Outcome held) {
            return CompletableFuture.completedFuture(held);
        }

        @Override
        public Executor executor() {
            return executor;
        }

        @Override
        public boolean dependentsCancel() {
            return false;
        }
    }
}
