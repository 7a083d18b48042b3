package io.breakwater.instrumentation.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.BudgetPolicy;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.DeafPort;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.CookieHandler;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** However many methods an application calls for it, a call counts once. */
class OneCallTest {
    private static final BudgetPolicy ONE_RETRY_PER_CALL =
            new BudgetPolicy(100, Duration.ofMinutes(5).toNanos(), 0);

    @Test
    void a_failed_call_is_one_failure_however_often_it_is_asked_for() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                Agent agent = Agent.with(Rules.none().breakerAfter(2).roomy())) {
            HttpURLConnection connection = Calls.sending("POST", server, "order");

            assertThat(connection.getResponseCode()).isEqualTo(503);
            assertThat(connection.getHeaderFields()).isNotEmpty();
            assertThat(connection.getHeaderField("Content-Length")).isEqualTo("2");
            assertThatThrownBy(connection::getInputStream).isInstanceOf(IOException.class);
            assertThat(connection.getResponseCode()).isEqualTo(503);
            connection.disconnect();

            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);
            assertThat(Calls.status(server)).isEqualTo(503);
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.OPEN);
            assertThat(agent.underWay(server)).isZero();
        }
    }

    /** The JDK looks for the status a second time if asking for the answer has failed. */
    @Test
    void a_broken_call_is_one_failure_too() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.end());
                Agent agent = Agent.with(Rules.none().breakerAfter(2))) {
            HttpURLConnection connection = Calls.to(server);

            assertThatThrownBy(connection::getResponseCode).isInstanceOf(IOException.class);
            assertThatThrownBy(connection::getInputStream).isInstanceOf(IOException.class);

            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);
        }
    }

    @Test
    void a_refused_call_stays_refused() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                Agent agent = Agent.with(Rules.none().breakerAfter(1))) {
            Calls.status(server);
            HttpURLConnection connection = Calls.to(server);

            assertThatThrownBy(connection::getResponseCode)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("circuit breaker");
            assertThatThrownBy(connection::getInputStream).isInstanceOf(ConnectException.class);
            assertThat(connection.getErrorStream()).isNull();

            assertThat(agent.interventions(InterventionKind.CIRCUIT_OPEN)).hasSize(1);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    /** Who has connected, or written, already: nothing of it stays open. */
    @Test
    void a_call_that_is_refused_after_it_has_connected_lets_the_connection_go() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                Agent agent = Agent.with(Rules.none().breakerAfter(1))) {
            HttpURLConnection connection = Calls.sending("POST", server, "order");
            Calls.status(server);

            assertThatThrownBy(connection::getResponseCode).isInstanceOf(ConnectException.class);

            assertThat(server.sawClose(5000)).isTrue();
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void connecting_alone_counts_for_nothing_and_holds_nothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.none().breakerAfter(1).bulkhead(1, Duration.ZERO))) {
            HttpURLConnection connection = Calls.to(server);

            connection.connect();
            connection.connect();

            assertThat(agent.underWay(server)).isZero();
            assertThat(Calls.body(server)).isEqualTo("yes");
            assertThat(Calls.body(connection)).isEqualTo("yes");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void connecting_ahead_of_the_answer_pays_for_retries_once() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                Agent agent = Agent.with(Rules.attempts(3).budget(ONE_RETRY_PER_CALL))) {
            HttpURLConnection connection = Calls.to(server);

            connection.connect();
            connection.getResponseCode();

            assertThat(server.requests()).isEqualTo(2);
            assertThat(agent.kinds()).containsExactly(InterventionKind.RETRY, InterventionKind.RETRY_BUDGET_EXHAUSTED);
        }
    }

    @Test
    void connecting_in_vain_counts_as_a_failure() throws Exception {
        try (DeafPort nobody = new DeafPort();
                Agent agent = Agent.with(Rules.none().breakerAfter(2))) {
            HttpURLConnection connection = Calls.to(nobody.uri());
            connection.setDoOutput(true);

            assertThatThrownBy(connection::getOutputStream).isInstanceOf(ConnectException.class);
            assertThat(agent.stateOf(nobody.uri())).isEqualTo(CircuitState.CLOSED);
            assertThatThrownBy(Calls.to(nobody.uri())::connect).isInstanceOf(ConnectException.class);

            assertThat(agent.stateOf(nobody.uri())).isEqualTo(CircuitState.OPEN);
            assertThatThrownBy(Calls.to(nobody.uri())::connect).hasMessageContaining("circuit breaker");
        }
    }

    @Test
    void a_full_bulkhead_is_a_timeout_of_the_clients_own_kind() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.answering(Answer.ok("yes").when(release));
                Agent agent = Agent.with(Rules.none().bulkhead(1, Duration.ofMillis(20)))) {
            Throwable[] failure = new Throwable[1];
            Thread first = new Thread(() -> failure[0] = catchThrowable(() -> Calls.body(server)));
            first.start();
            server.awaitRequest();

            Throwable thrown = catchThrowable(() -> Calls.status(server));

            assertThat(thrown).isInstanceOf(SocketTimeoutException.class).hasMessageContaining("bulkhead");
            assertThat(agent.interventions(InterventionKind.BULKHEAD_FULL)).hasSize(1);
            release.countDown();
            first.join(10_000);
            assertThat(failure[0]).isNull();
            assertThat(agent.underWay(server)).isZero();
        }
    }

    /** What the application calls from within is a call of its own. */
    @Test
    void a_call_within_a_call_counts_for_its_own_host() throws Exception {
        CookieHandler before = CookieHandler.getDefault();
        try (ScriptedServer inner = ScriptedServer.answering(Answer.status(503, "no"));
                ScriptedServer server = ScriptedServer.answering(Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2).breakerAfter(2).roomy())) {
            CookieHandler.setDefault(new Calling(inner));

            assertThat(Calls.body(server)).isEqualTo("yes");

            assertThat(agent.stateOf(inner)).isEqualTo(CircuitState.OPEN);
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);
            assertThat(inner.requests()).isEqualTo(2);
            assertThat(server.requests()).isEqualTo(1);
            assertThat(agent.interventions(InterventionKind.FAIL_OPEN)).isEmpty();
        } finally {
            CookieHandler.setDefault(before);
        }
    }

    /** Asks another server for its cookies. */
    private static final class Calling extends CookieHandler {
        private final ScriptedServer server;

        Calling(ScriptedServer server) {
            this.server = server;
        }

        @Override
        public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) throws IOException {
            if (uri.getPort() != server.port()) {
                Calls.status(server);
            }
            return Collections.emptyMap();
        }

        @Override
        public void put(URI uri, Map<String, List<String>> headers) {}
    }
}
