package io.breakwater.engine.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.BreakerPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

/** Random sequences of calls, results and pauses: the breaker and a naive model always agree. */
class CircuitBreakerModelTest {
    private static final int STEPS = 2_000;

    @RepeatedTest(50)
    void agrees_with_a_naive_model() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        BreakerPolicy policy = randomPolicy(random);
        BreakerFixture fixture = new BreakerFixture(BreakerFixture.twoFailures(), () -> 0);
        fixture.breaker.configure(policy, fixture.now());
        Model model = new Model(policy);
        List<Permit> permits = new ArrayList<>();
        List<Model.Ticket> tickets = new ArrayList<>();

        for (int step = 0; step < STEPS; step++) {
            long nowNanos = fixture.now();
            if (random.nextInt(100) < 45) {
                Permit permit = fixture.tryAcquire();
                Model.Ticket ticket = model.acquire(nowNanos);
                assertThat(permit == null)
                        .as("refused at step %s of seed %s", step, seed)
                        .isEqualTo(ticket == null);
                if (permit != null) {
                    permits.add(permit);
                    tickets.add(ticket);
                }
            } else if (!permits.isEmpty() && random.nextInt(100) < 90) {
                int index = random.nextInt(permits.size());
                complete(random.nextInt(5), nowNanos, permits.remove(index), model, tickets.remove(index));
            } else {
                fixture.time.advanceNanos(random.nextInt(100) < 90 ? random.nextInt(500) : random.nextInt(20_000));
            }
            assertThat(fixture.state())
                    .as("state after step %s of seed %s", step, seed)
                    .isEqualTo(model.state(fixture.now()));
        }
    }

    private static void complete(int result, long nowNanos, Permit permit, Model model, Model.Ticket ticket) {
        switch (result) {
            case 0:
                permit.onIgnored(nowNanos);
                model.ignored(ticket);
                break;
            case 1:
            case 2:
                permit.onSuccess(nowNanos, 0);
                model.succeeded(ticket);
                break;
            default:
                permit.onFailure(nowNanos, 0);
                model.failed(ticket, nowNanos);
        }
    }

    /** By calls, so that the model need not know how the buckets of a window of time are cut. */
    private static BreakerPolicy randomPolicy(Random random) {
        return BreakerPolicy.builder()
                .windowCalls(1 + random.nextInt(80))
                .minimumCalls(1 + random.nextInt(20))
                .failureRatePercent(40 + random.nextInt(60))
                .consecutiveFailures(3 + random.nextInt(10))
                .openNanos(5_000)
                .maxOpenNanos(60_000)
                .halfOpenProbes(1 + random.nextInt(4))
                .build();
    }

    /** One list of results, one of places for probes, nothing atomic, chance always 0. */
    private static final class Model {
        private static final Ticket REPORTED = new Ticket(-1, 0, 0);

        private final BreakerPolicy policy;
        private final List<Boolean> results = new ArrayList<>();
        private final List<@Nullable Ticket> probes;
        private CircuitState state = CircuitState.CLOSED;
        private int period;
        private int failedRounds;
        private long openedNanos;
        private long openNanos;

        Model(BreakerPolicy policy) {
            this.policy = policy;
            this.probes = new ArrayList<>(Collections.nCopies(policy.halfOpenProbes(), null));
        }

        CircuitState state(long nowNanos) {
            return isProbeDue(nowNanos) ? CircuitState.HALF_OPEN : state;
        }

        @Nullable
        Ticket acquire(long nowNanos) {
            if (isProbeDue(nowNanos)) {
                enter(CircuitState.HALF_OPEN);
            }
            if (state == CircuitState.CLOSED) {
                return new Ticket(period, nowNanos, 0);
            }
            if (state == CircuitState.OPEN) {
                return null;
            }
            if (probes.contains(null)) {
                return probe(probes.indexOf(null), nowNanos, policy.openNanos());
            }
            for (int place = 0; place < probes.size(); place++) {
                Ticket holder = probes.get(place);
                if (holder != REPORTED && nowNanos - holder.startNanos >= holder.patienceNanos) {
                    return probe(place, nowNanos, Math.min(2 * holder.patienceNanos, policy.maxOpenNanos()));
                }
            }
            return null;
        }

        void succeeded(Ticket ticket) {
            if (state == CircuitState.CLOSED && ticket.period == period) {
                results.add(true);
            } else if (leave(ticket, REPORTED) && Collections.frequency(probes, REPORTED) == probes.size()) {
                failedRounds = 0;
                enter(CircuitState.CLOSED);
            }
        }

        void failed(Ticket ticket, long nowNanos) {
            if (state == CircuitState.CLOSED && ticket.period == period) {
                results.add(false);
                if (shouldOpen()) {
                    open(nowNanos, policy.openNanos());
                }
            } else if (leave(ticket, REPORTED)) {
                failedRounds++;
                double nominalNanos = policy.openNanos() * Math.pow(2, failedRounds);
                open(nowNanos, (long) (0.8 * Math.min(nominalNanos, (double) policy.maxOpenNanos())));
            }
        }

        void ignored(Ticket ticket) {
            leave(ticket, null);
        }

        private boolean isProbeDue(long nowNanos) {
            return state == CircuitState.OPEN && nowNanos - openedNanos >= openNanos;
        }

        private boolean shouldOpen() {
            int consecutive = results.size() - 1 - results.lastIndexOf(true);
            List<Boolean> window = results.subList(Math.max(0, results.size() - policy.windowCalls()), results.size());
            long failures = window.stream().filter(success -> !success).count();
            boolean isEnough = window.size() >= Math.min(policy.minimumCalls(), policy.windowCalls());
            return consecutive >= policy.consecutiveFailures()
                    || (isEnough && failures * 100.0 >= policy.failureRatePercent() * window.size());
        }

        private void open(long nowNanos, long forNanos) {
            enter(CircuitState.OPEN);
            openedNanos = nowNanos;
            openNanos = forNanos;
        }

        private void enter(CircuitState next) {
            state = next;
            period++;
            results.clear();
            Collections.fill(probes, null);
        }

        private Ticket probe(int place, long nowNanos, long patienceNanos) {
            Ticket ticket = new Ticket(period, nowNanos, patienceNanos);
            probes.set(place, ticket);
            return ticket;
        }

        private boolean leave(Ticket ticket, @Nullable Ticket successor) {
            return Collections.replaceAll(probes, ticket, successor);
        }

        private static final class Ticket {
            final int period;
            final long startNanos;
            final long patienceNanos;

            Ticket(int period, long startNanos, long patienceNanos) {
                this.period = period;
                this.startNanos = startNanos;
                this.patienceNanos = patienceNanos;
            }
        }
    }
}
