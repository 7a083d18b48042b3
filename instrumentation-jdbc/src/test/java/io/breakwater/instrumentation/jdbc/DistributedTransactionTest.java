package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import io.breakwater.instrumentation.jdbc.kit.DatabaseFaults;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.IsolatedJars;
import io.breakwater.instrumentation.jdbc.kit.Rules;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trap 76: in a transaction that a transaction manager began, a read is not executed again. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DistributedTransactionTest {

    private static Stream<Arguments> dataSources() {
        return Stream.of(
                Arguments.of(DriverVersion.POSTGRESQL_42_7, "org.postgresql.xa.PGXADataSource"),
                Arguments.of(DriverVersion.MYSQL_9, "com.mysql.cj.jdbc.MysqlXADataSource"),
                Arguments.of(DriverVersion.MARIADB_3_5, "org.mariadb.jdbc.MariaDbDataSource"));
    }

    @ParameterizedTest
    @MethodSource("dataSources")
    void a_read_in_a_distributed_transaction_is_not_executed_again(DriverVersion driver, String className)
            throws Exception {
        try (DatabaseFaults faults = DatabaseFaults.of(driver.server());
                IsolatedJars jars = IsolatedJars.of(driver.directory());
                Agent agent = Agent.with(Rules.none().connectAttempts(2).readAttempts(2))) {
            String read = faults.failingRead(1, "40001", 1213);
            XADataSource source = jars.create(className, XADataSource.class);
            Access.set(source, "setUrl", driver.url());
            XAConnection distributed = source.getXAConnection(driver.server().user(), "");
            XAResource resource = distributed.getXAResource();
            Xid transaction = new Transaction();
            try (Connection connection = distributed.getConnection();
                    Statement statement = connection.createStatement()) {
                resource.start(transaction, XAResource.TMNOFLAGS);

                assertThat(catchThrowable(() -> statement.executeQuery(read))).isInstanceOf(SQLException.class);

                assertThat(agent.kinds()).isEmpty();
                endQuietly(resource, transaction);
            } finally {
                distributed.close();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dataSources")
    void the_end_of_a_distributed_transaction_is_never_refused(DriverVersion driver, String className)
            throws Exception {
        try (IsolatedJars jars = IsolatedJars.of(driver.directory());
                Agent agent = Agent.with(Rules.none().breakerAfter(1))) {
            XADataSource source = jars.create(className, XADataSource.class);
            Access.set(source, "setUrl", driver.url());
            XAConnection distributed = source.getXAConnection(driver.server().user(), "");
            XAResource resource = distributed.getXAResource();
            Xid transaction = new Transaction();
            try (Connection connection = distributed.getConnection();
                    Statement statement = connection.createStatement()) {
                resource.start(transaction, XAResource.TMNOFLAGS);
                statement.execute("select 1");
                agent.open(driver.url());

                assertThat(catchThrowable(() -> statement.execute("select 1")))
                        .isInstanceOf(CallNotPermittedException.class);
                resource.end(transaction, XAResource.TMSUCCESS);
                resource.rollback(transaction);
            } finally {
                distributed.close();
            }
        }
    }

    private static void endQuietly(XAResource resource, Xid transaction) {
        try {
            resource.end(transaction, XAResource.TMFAIL);
            resource.rollback(transaction);
        } catch (XAException rolledBack) {
            // By the server, for the sake of others.
        }
    }

    private static final class Transaction implements Xid {
        private final byte[] name = Long.toString(System.nanoTime(), 36).getBytes(StandardCharsets.US_ASCII);

        @Override
        public int getFormatId() {
            return 1;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return name.clone();
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {'1'};
        }
    }
}
