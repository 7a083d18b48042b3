package io.breakwater.instrumentation.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import io.breakwater.instrumentation.kit.Waiting;
import io.breakwater.instrumentation.okhttp.Calling.Answered;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import okhttp3.Cache;
import okhttp3.CacheControl;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RejectionTest {
    private final OkHttpClient client = new OkHttpClient();

    @AfterEach
    void every_connection_is_idle_or_closed() {
        Waiting.until(() -> Asked.leased(client) == 0);
    }

    /** Decision 9. */
    @ParameterizedTest
    @EnumSource
    void an_open_breaker_is_a_connect_exception_and_nothing_is_sent(Calling calling) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"));
                Agent agent = Agent.with(Rules.none().breakerAfter(1))) {
            calling.call(client, Asked.get(server));

            Throwable thrown = catchThrowable(() -> calling.call(client, Asked.get(server)));

            assertThat(thrown)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageStartingWith("circuit breaker of ")
                    .hasMessageEndingWith("]");
            assertThat(thrown.getStackTrace()).isEmpty();
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    /** Decision 9. */
    @ParameterizedTest
    @EnumSource
    void a_full_bulkhead_is_a_timeout_and_nothing_is_sent(Calling calling) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.silence());
                Agent agent = Agent.with(Rules.none().bulkhead(1, Duration.ZERO))) {
            Call first = client.newCall(Asked.get(server));
            Thread holder = new Thread(() -> Calling.EXECUTE.whateverTheEnd(first));
            holder.start();
            server.awaitRequest();

            Throwable thrown = catchThrowable(() -> calling.call(client, Asked.get(server)));

            assertThat(thrown).isInstanceOf(SocketTimeoutException.class).hasMessageContaining("is full");
            assertThat(server.requests()).isEqualTo(1);
            first.cancel();
            holder.join(5000);
            assertThat(agent.underWay(server)).isZero();
        }
    }

    /** The target's breaker counts, and the host that redirected is a success. */
    @ParameterizedTest
    @EnumSource
    void a_redirect_counts_for_its_target(Calling calling) throws Exception {
        try (ScriptedServer target = ScriptedServer.answering(Answer.status(503, "no"));
                ScriptedServer server = ScriptedServer.answering(Answer.redirect(target.uri("/")));
                Agent agent = Agent.with(Rules.none().breakerAfter(1))) {

            assertThat(calling.call(client, Asked.get(server)).status).isEqualTo(503);
            assertThat(agent.stateOf(target)).isEqualTo(CircuitState.OPEN);
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);

            Throwable thrown = catchThrowable(() -> calling.call(client, Asked.get(server)));

            assertThat(thrown).isInstanceOf(ConnectException.class);
            assertThat(target.requests()).isEqualTo(1);
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);
        }
    }

    /** What the client has in its cache needs no server, and so no permit. */
    @ParameterizedTest
    @EnumSource
    void a_fresh_answer_in_the_cache_is_given_out_while_the_breaker_is_open(Calling calling, @TempDir Path directory)
            throws Exception {
        try (Cache cache = new Cache(directory.toFile(), 1 << 20);
                ScriptedServer server = ScriptedServer.answering(
                        Answer.status(200, "cached", "Cache-Control: max-age=3600"), Answer.status(503, "no"));
                Agent agent = Agent.with(Rules.none().breakerAfter(1).bulkhead(10, Duration.ZERO))) {
            OkHttpClient caching = client.newBuilder().cache(cache).build();
            calling.call(caching, Asked.get(server));
            calling.call(caching, Asked.get(server.uri("/other")));
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.OPEN);

            Answered answered = calling.call(caching, Asked.get(server));
            Throwable thrown = catchThrowable(() -> calling.call(caching, Asked.get(server.uri("/third"))));

            assertThat(answered.body).isEqualTo("cached");
            assertThat(thrown).isInstanceOf(ConnectException.class);
            assertThat(server.requests()).isEqualTo(2);
            assertThat(agent.underWay(server)).isZero();
        }
    }

    /** An answer of the cache says nothing about the server: neither its 504 is repeated, nor does its 200 close a breaker. */
    @Test
    void an_answer_of_the_cache_counts_for_nothing(@TempDir Path directory) throws Exception {
        try (Cache cache = new Cache(directory.toFile(), 1 << 20);
                ScriptedServer server = ScriptedServer.answering(Answer.ok("never asked"));
                Agent agent = Agent.with(Rules.attempts(3).breakerAfter(1))) {
            OkHttpClient caching = client.newBuilder().cache(cache).build();
            Request onlyCached = Asked.get(server)
                    .newBuilder()
                    .cacheControl(CacheControl.FORCE_CACHE)
                    .build();

            Answered answered = Calling.EXECUTE.call(caching, onlyCached);

            assertThat(answered.status).isEqualTo(504);
            assertThat(agent.interventions(InterventionKind.RETRY)).isEmpty();
            assertThat(agent.stateOf(server)).isEqualTo(CircuitState.CLOSED);
            assertThat(server.requests()).isZero();
        }
    }
}
