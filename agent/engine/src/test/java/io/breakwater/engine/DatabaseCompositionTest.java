package io.breakwater.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.FailureMatcher;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.engine.policy.TimeoutPolicy;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The two pipelines of a database, with policies as the configuration makes them: one for getting a connection, one for
 * statements. They share the breaker and the retry budget.
 */
class DatabaseCompositionTest {
    private static final Destination ORDERS = Destination.ofDatabase("jdbc:postgresql://pg.example/orders");

    private final World world = new World();
    private int statementAttempts = 3;
    private BulkheadPolicy places = BulkheadPolicy.DISABLED;
    private @Nullable Engine engine;

    @ParameterizedTest
    @EnumSource(
            value = FailureClass.class,
            names = {"CONNECT_FAILURE", "SERVER_SHUTDOWN"})
    void getting_a_connection_is_repeated_with_backoff_when_nothing_was_executed(FailureClass failure) {
        ScriptedCall call = new ScriptedCall(world, Reply.fails(failure), Reply.fails(failure), Reply.status(0));

        Ending ending = run("CONNECT", call);

        assertThat(ending.answer()).isNotNull();
        assertThat(call.sentAtMillis).containsExactly(0L, 110L, 320L);
        assertThat(world.log()).containsExactly("retry@1", "retry@2");
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureClass.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CONNECT_FAILURE", "SERVER_SHUTDOWN"})
    void getting_a_connection_is_not_repeated_after_anything_else(FailureClass failure) {
        Reply reply = Reply.fails(failure);
        ScriptedCall call = new ScriptedCall(world, reply, Reply.status(0));

        assertThat(run("CONNECT", call).thrown()).isSameAs(reply.failure);
        assertThat(call.sends()).isEqualTo(1);
    }

    @Test
    void the_last_failure_is_what_the_application_sees() {
        Reply last = Reply.fails(FailureClass.CONNECT_FAILURE);
        ScriptedCall call = new ScriptedCall(
                world, Reply.fails(FailureClass.CONNECT_FAILURE), Reply.fails(FailureClass.SERVER_SHUTDOWN), last);

        assertThat(run("CONNECT", call).thrown()).isSameAs(last.failure);
        assertThat(call.sends()).isEqualTo(3);
    }

    @Test
    void a_pure_read_that_the_database_rolled_back_is_repeated_if_that_is_asked_for() {
        ScriptedCall call = new ScriptedCall(world, Reply.fails(FailureClass.SERIALIZATION_FAILURE), Reply.status(0));

        assertThat(run("SELECT", call).answer()).isNotNull();
        assertThat(call.sentAtMillis).containsExactly(0L, 110L);
    }

    @Test
    void a_pure_read_is_not_repeated_unless_that_is_asked_for() {
        statementAttempts = 1;

        assertRunsOnce("SELECT", FailureClass.SERIALIZATION_FAILURE);
    }

    /** The adapter says of a call in a transaction that it cannot be sent again. */
    @Test
    void a_pure_read_in_a_transaction_is_not_repeated() {
        ScriptedCall call = new ScriptedCall(world, Reply.fails(FailureClass.SERIALIZATION_FAILURE), Reply.status(0));
        call.isRepeatable = false;

        run("SELECT", call);

        assertThat(call.sends()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureClass.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SERIALIZATION_FAILURE"})
    void a_pure_read_is_not_repeated_after_anything_else(FailureClass failure) {
        assertRunsOnce("SELECT", failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXECUTE", "BATCH", "CALL"})
    void what_may_have_an_effect_is_never_repeated(String operation) {
        for (FailureClass failure : FailureClass.values()) {
            assertRunsOnce(operation, failure);
        }
    }

    private void assertRunsOnce(String operation, FailureClass failure) {
        Reply reply = Reply.fails(failure);
        ScriptedCall call = new ScriptedCall(world, reply, Reply.status(0));

        assertThat(run(operation, call).thrown()).isSameAs(reply.failure);
        assertThat(call.sends()).as(operation + " after " + failure).isEqualTo(1);
    }

    @Test
    void statements_that_lose_their_connection_open_the_breaker_for_connections_too() {
        world.breakerAfter(2);
        for (int i = 0; i < 2; i++) {
            run("EXECUTE", new ScriptedCall(world, Reply.fails(FailureClass.CONNECTION_LOST)));
        }
        ScriptedCall call = new ScriptedCall(world, Reply.status(0));

        assertThat(run("CONNECT", call).rejection()).isNotEmpty();
        assertThat(call.sends()).isZero();
    }

    @Test
    void connections_that_fail_open_the_breaker_for_statements_too() {
        world.breakerAfter(3);
        run("CONNECT", new ScriptedCall(world, Reply.fails(FailureClass.CONNECT_FAILURE)));
        ScriptedCall call = new ScriptedCall(world, Reply.status(0));

        assertThat(run("SELECT", call).rejection()).isNotEmpty();
        assertThat(call.sends()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureClass.class,
            names = {"SERIALIZATION_FAILURE", "ATTEMPT_TIMEOUT"})
    void what_a_statement_brings_upon_itself_does_not_open_the_breaker(FailureClass failure) {
        world.breakerAfter(1);
        run("EXECUTE", new ScriptedCall(world, Reply.fails(failure)));

        assertThat(run("EXECUTE", new ScriptedCall(world, Reply.status(0))).answer())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void statements_alone_take_places_in_the_bulkhead(boolean connectsFirst) {
        places = new BulkheadPolicy(Mode.ENFORCE, 1, 0, "bulkhead:4");
        if (connectsFirst) {
            run("CONNECT", new ScriptedCall(world, Reply.status(0)));
        }
        Ending[] inside = new Ending[2];
        ScriptedCall outer = new ScriptedCall(world, Reply.status(0)).during(1, () -> {
            inside[0] = run("CONNECT", new ScriptedCall(world, Reply.status(0)));
            inside[1] = run("EXECUTE", new ScriptedCall(world, Reply.status(0)));
        });

        assertThat(run("EXECUTE", outer).answer()).isNotNull();

        assertThat(inside[0].answer()).isNotNull();
        assertThat(inside[1].rejection()).isNotEmpty();
    }

    @Test
    void both_pipelines_draw_on_one_retry_budget() {
        assertThat(guard("CONNECT").budget()).isSameAs(guard("SELECT").budget());
        assertThat(guard("CONNECT").breaker()).isSameAs(guard("SELECT").breaker());
        assertThat(guard("EXECUTE")).isSameAs(guard("SELECT"));
    }

    private Ending run(String operation, ScriptedCall call) {
        return Runner.BLOCKING.run(world, guard(operation), call.method(operation));
    }

    private Guard guard(String operation) {
        if (engine == null) {
            CallPolicy connect = policy(
                    retry(3, FailureClass.CONNECT_FAILURE, FailureClass.SERVER_SHUTDOWN)
                            .methods(methods("CONNECT")),
                    BulkheadPolicy.DISABLED,
                    "CONNECT");
            CallPolicy statement = policy(
                    retry(statementAttempts, FailureClass.SERIALIZATION_FAILURE).methods(methods("SELECT")),
                    places,
                    null);
            DestinationPolicy policy = (method, path) -> method.equals("CONNECT") ? connect : statement;
            engine = new Engine(world.surroundings(), world.events::add, world.always(policy));
        }
        Guard guard = engine.guardFor(ORDERS, operation, "");
        if (guard == null) {
            throw new AssertionError("no guard for " + operation);
        }
        return guard;
    }

    private static Set<String> methods(String method) {
        return Collections.singleton(method);
    }

    private RetryPolicy.Builder retry(int maxAttempts, FailureClass first, FailureClass... others) {
        return world.retry.maxAttempts(maxAttempts).retryOn(FailureMatcher.of(first, others));
    }

    private CallPolicy policy(RetryPolicy.Builder retry, BulkheadPolicy bulkhead, @Nullable String bulkheadScope) {
        BreakerPolicy breaker = world.breaker
                .failOn(FailureMatcher.of(
                        FailureClass.CONNECTION_LOST, FailureClass.CONNECT_FAILURE, FailureClass.SERVER_SHUTDOWN))
                .build();
        return new CallPolicy(TimeoutPolicy.DISABLED, retry.build(), breaker, null, bulkhead, bulkheadScope);
    }
}
