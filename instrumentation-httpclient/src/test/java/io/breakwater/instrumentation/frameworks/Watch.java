package io.breakwater.instrumentation.frameworks;

import io.breakwater.engine.Guard;
import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.BudgetPolicy;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.Waiting;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A server, the agent before it, and what the agent has counted of the calls to it. */
final class Watch implements AutoCloseable {
    private static final int FULL = 50;
    private static final BudgetPolicy ONE_RETRY_PER_CALL =
            new BudgetPolicy(100, Duration.ofMinutes(5).toNanos(), 0);

    private final Answer[] answers;
    private final ScriptedServer server;
    private final Agent agent;
    private final AtomicInteger mostPlaces = new AtomicInteger();

    private Watch(Answer... answers) {
        this.answers = answers;
        this.agent = Agent.with(Rules.attempts(3)
                .budget(ONE_RETRY_PER_CALL)
                .breakerAtSample(FULL)
                .bulkhead(FULL, Duration.ZERO));
        this.server = ScriptedServer.answering(this::answer);
    }

    static Watch over(Answer... answers) {
        return new Watch(answers);
    }

    private Answer answer(int number) {
        return connection -> {
            // A body in streaming mode is all here before HttpURLConnection is asked for the answer, and takes its
            // place.
            Waiting.until(() -> agent.underWay(server) > 0);
            mostPlaces.accumulateAndGet(agent.underWay(server), Math::max);
            return answers[Math.min(number, answers.length) - 1].give(connection);
        };
    }

    URI uri() {
        return server.uri("");
    }

    ScriptedServer server() {
        return server;
    }

    Agent agent() {
        return agent;
    }

    /**
     * What the server has seen; the breaker's samples, the budget's deposits, and the places of the bulkhead that were
     * taken at a time. To be asked last: the breaker is open afterwards.
     */
    String counted() {
        Waiting.until(() -> agent.underWay(server) == 0);
        String interventions = agent.kinds().toString();
        double balance = agent.guardOf(server).budget().balance(System.nanoTime());
        long deposits = Math.round(balance)
                + agent.interventions(InterventionKind.RETRY).size();
        return "requests " + server.requests() + ", samples " + (FULL - samplesUntilOpen()) + ", deposits " + deposits
                + ", places " + mostPlaces + ", interventions " + interventions;
    }

    void openBreaker() {
        samplesUntilOpen();
    }

    private int samplesUntilOpen() {
        Guard guard = agent.guardOf(server);
        int samples = 0;
        while (agent.stateOf(server) == CircuitState.CLOSED) {
            long nowNanos = System.nanoTime();
            guard.breaker().tryAcquire(nowNanos).onSuccess(nowNanos, Long.MAX_VALUE);
            samples++;
        }
        return samples;
    }

    @Override
    public void close() throws IOException {
        agent.close();
        server.close();
    }
}
