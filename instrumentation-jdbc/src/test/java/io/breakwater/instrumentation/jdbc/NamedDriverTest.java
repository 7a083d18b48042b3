package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.engine.database.DriverClasses;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.JoinPoint;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A driver that only the configuration knows. The drivers that are asked here do nothing but note what they are asked. */
class NamedDriverTest {
    private static final String URL = "jdbc:example://db/orders";
    private static final DriverClasses EXAMPLE = new DriverClasses(
            List.of("com.example.Driver"),
            List.of("com.example.Connection"),
            List.of("com.example.Statement"),
            List.of("com.example.Prepared"));

    private final List<String> asked = new ArrayList<>();

    @Test
    void what_jdbc_declares_is_joined_in_the_classes_that_are_named() {
        List<String> joinPoints = new JdbcModule()
                .joinPointsOf(EXAMPLE).stream().map(JoinPoint::toString).collect(Collectors.toList());

        assertThat(joinPoints)
                .contains(
                        "com.example.Driver.connect(Ljava/lang/String;Ljava/util/Properties;)Ljava/sql/Connection;",
                        "com.example.Connection.prepareStatement(Ljava/lang/String;)Ljava/sql/PreparedStatement;",
                        "com.example.Statement.executeQuery(Ljava/lang/String;)Ljava/sql/ResultSet;",
                        "com.example.Prepared.executeQuery()Ljava/sql/ResultSet;",
                        "com.example.Prepared.executeBatch()[I")
                .doesNotContain("com.example.Statement.execute()Z")
                .doesNotHaveDuplicates();
    }

    @Test
    void a_query_timeout_is_set_in_seconds_and_taken_back_and_nothing_else_is_asked() throws Throwable {
        try (Agent agent =
                Agent.with(Rules.none().query(Duration.ofMillis(1_200)).grace(Duration.ofSeconds(1)))) {
            Object[] answer = execute(agent, statement());

            assertThat(answer).containsExactly(true);
            assertThat(asked)
                    .containsExactly(
                            "getQueryTimeout",
                            "setQueryTimeout 2",
                            "execute select 1",
                            "getQueryTimeout",
                            "setQueryTimeout 0");
            assertThat(agent.calls()).containsExactly("EXECUTE jdbc:example://db");
        }
    }

    @Test
    void an_open_breaker_refuses_the_application_and_not_the_drivers_own_connection() throws Throwable {
        try (Agent agent = Agent.with(Rules.none().breakerAfter(1))) {
            agent.open(URL);

            assertThat(catchThrowable(() -> execute(agent, statement()))).isInstanceOf(SQLTransientException.class);
            assertThat(asked).isEmpty();

            String own = getClass().getName() + "$OwnConnection";
            DriverClasses named = new DriverClasses(
                    List.of("com.example.Driver"), List.of(own), List.of("com.example.Statement"), List.of());
            Adapter adapter = adapter(agent, named);
            assertThat(OwnConnection.tests(adapter, statement())).containsExactly(true);
            assertThat(asked).containsExactly("execute select 1");
        }
    }

    /** As a driver's connection does in {@code isValid}. */
    private static final class OwnConnection {
        static Object[] tests(Adapter adapter, Statement statement) throws Throwable {
            return adapter.enter(new Object[] {statement, "select 1"});
        }
    }

    private static Object[] execute(Agent agent, Statement statement) throws Throwable {
        return adapter(agent, EXAMPLE).enter(new Object[] {statement, "select 1"});
    }

    private static Adapter adapter(Agent agent, DriverClasses named) {
        JoinPoint joinPoint = new JdbcModule()
                .joinPointsOf(named).stream()
                        .filter(each -> each.toString().equals("com.example.Statement.execute(Ljava/lang/String;)Z"))
                        .findFirst()
                        .orElseThrow();
        return new ExecuteAdapter(agent.engine(), joinPoint);
    }

    private Statement statement() {
        DatabaseMetaData metaData = proxy(DatabaseMetaData.class, "getURL", URL);
        Connection connection = proxy(Connection.class, "getMetaData", metaData);
        return (Statement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Statement.class}, (self, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return connection;
                    }
                    asked.add(method.getName() + (arguments == null ? "" : " " + arguments[0]));
                    return method.getReturnType() == boolean.class ? (Object) true : Integer.valueOf(0);
                });
    }

    private <T> T proxy(Class<T> type, String answered, Object answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals(answered)) {
                        return answer;
                    }
                    asked.add(method.getName());
                    throw new UnsupportedOperationException(method.toString());
                }));
    }
}
