package io.breakwater.extension.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Observers;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Deadline;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.event.CallTrace;
import io.breakwater.engine.event.CallTracer;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.policy.BackoffPolicy;
import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DeadlinePolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.FailureMatcher;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.engine.time.Surroundings;
import io.breakwater.engine.time.TimeSource;
import java.util.function.Consumer;

/** A call at one of its attempts, in a time that stands still. Not thread-safe. */
final class AttemptUnderWay {
    static final long NOW_EPOCH_MILLIS = 1_767_225_600_000L;

    final DeadlinePolicy.Builder deadlines = DeadlinePolicy.builder().trusted(true);
    String traceParent;

    /** @param leftMillis what is left for the caller; null if it has no deadline */
    void use(int attempt, Long leftMillis, Consumer<CallSession> use) {
        TimeSource time = new TimeSource() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public long epochMillis() {
                return NOW_EPOCH_MILLIS;
            }
        };
        Engine engine = new Engine(
                new Surroundings(time, (latch, nanos) -> true, (nanos, task) -> () -> {}, () -> 0.5),
                Observers.of(event -> {}).withTracer(new FixedTracer()),
                new Policies());
        Guard guard = engine.guardFor(Destination.of("http", "inventory", 80), "GET", "/");
        assertThat(guard).isNotNull();
        Caller caller = new Caller(leftMillis == null ? null : Deadline.at(leftMillis * 1_000_000), false, null);
        try (Scope serving = engine.context().enter(caller, AttemptUnderWay.class)) {
            CallSession session = guard.newCall(new SomeCall());
            session.start();
            session.limitAttempt(TimeoutPolicy.NONE);
            for (int made = 1; made < attempt; made++) {
                session.onOutcome(Outcome.ofStatus(503));
                session.onBackoffOver();
                session.limitAttempt(TimeoutPolicy.NONE);
            }
            assertThat(session.attempt()).isEqualTo(attempt);
            use.accept(session);
        }
    }

    private final class Policies implements PolicySource {
        @Override
        public DestinationPolicy policyFor(Destination destination) {
            return DestinationPolicy.always(new CallPolicy(
                    deadlines.build(),
                    TimeoutPolicy.DISABLED,
                    RetryPolicy.builder()
                            .maxAttempts(3)
                            .retryOn(FailureMatcher.of(FailureClass.GATEWAY_ERROR))
                            .backoff(new BackoffPolicy(1, 1, 1, BackoffPolicy.Jitter.NONE))
                            .build(),
                    BreakerPolicy.DISABLED,
                    null,
                    BulkheadPolicy.DISABLED,
                    null));
        }

        @Override
        public int maxDestinations() {
            return 10;
        }

        @Override
        public long idleDestinationNanos() {
            return 1_000_000_000L;
        }
    }

    /** A tracer that sees every call, where nobody else traces. */
    private final class FixedTracer implements CallTracer {
        @Override
        public boolean tracesAll() {
            return true;
        }

        @Override
        public CallTrace begin(
                Destination destination, String method, Object captured, Class<?> asking, long startNanos) {
            return new CallTrace() {
                @Override
                public void onIntervention(Intervention intervention, long nowNanos) {}

                @Override
                public Scope enterAttempt(int number, String member) {
                    return Scope.NONE;
                }

                @Override
                public void onAttempt(int number, Outcome outcome, long start, long end) {}

                @Override
                public void onEnd(Outcome outcome, boolean rejected, int attempts, long nowNanos) {}

                @Override
                public String traceParent() {
                    return traceParent;
                }
            };
        }
    }

    private static final class SomeCall implements BlockingCall<Object> {
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
            throw new UnsupportedOperationException();
        }

        @Override
        public Object plain() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Throwable rejection(Rejection rejection) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Throwable interruption(InterruptedException interruption) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object deliver(Object held) {
            throw new UnsupportedOperationException();
        }
    }
}
