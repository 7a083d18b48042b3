package io.breakwater.instrumentation.jdbc.kit.server;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A server in a container, where there is Docker. The same settings as the embedded ones have. */
final class ContainerServer implements RunningServer {
    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final JdbcDatabaseContainer<?> container;
    private final String user;
    private final int port;

    private ContainerServer(JdbcDatabaseContainer<?> container, String user, int innerPort) throws IOException {
        this.container = container;
        this.user = user;
        port = ServerPort.choose();
        // Docker would choose another port at each start.
        container.setPortBindings(Collections.singletonList("127.0.0.1:" + port + ":" + innerPort));
        container.withStartupTimeoutSeconds(120).start();
    }

    static ContainerServer postgresql() throws IOException {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:16-alpine")
                .withDatabaseName("postgres")
                .withUsername("postgres")
                .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust");
        container.setCommand(
                "postgres", "-c", "fsync=off", "-c", "max_connections=200", "-c", "deadlock_timeout=100ms");
        return new ContainerServer(container, "postgres", 5432);
    }

    static ContainerServer mariadb() throws IOException {
        MariaDBContainer container =
                new MariaDBContainer("mariadb:11.4").withDatabaseName("test").withUsername("test");
        container.setCommand(
                "mariadbd",
                "--skip-grant-tables",
                "--skip-ssl",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_general_ci",
                "--max-connections=200");
        return new ContainerServer(container, "root", 3306);
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public void stopAtOnce() throws IOException {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
        await(() -> !container.isRunning(), "does not stop");
    }

    @Override
    public void startAgain() throws IOException {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        await(this::accepts, "does not start again");
    }

    private void await(BooleanSupplier condition, String otherwise) throws IOException {
        long startNanos = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNanos > MAX_WAIT_NANOS) {
                throw new IOException(container.getDockerImageName() + ": " + otherwise);
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private boolean accepts() {
        try (Connection connection = DriverManager.getConnection(container.getJdbcUrl(), user, "")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        container.close();
    }
}
