package io.breakwater.instrumentation.jdbc.kit.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** PostgreSQL from Maven Central. The programs are unpacked once, the data are new each time. */
final class EmbeddedPostgresql implements RunningServer {
    private static final Duration MAX_START = Duration.ofSeconds(60);
    private static final long MAX_STOP_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Path directory;
    private final Path data;
    private EmbeddedPostgres server;

    EmbeddedPostgresql(Path directory) throws IOException {
        this.directory = directory;
        data = Files.createTempDirectory(directory, "data");
        server = start(ServerPort.choose());
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.toFile())
                .setDataDirectory(data.toFile())
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(MAX_START)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "32MB")
                // A commit that was answered outlives the stop.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("deadlock_timeout", "100ms")
                .start();
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return server.getPort();
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public void stopAtOnce() throws IOException, InterruptedException {
        Path pidFile = data.resolve("postmaster.pid");
        String pid = Files.readAllLines(pidFile).get(0).trim();
        // What pg_ctl calls immediate. The server removes the file as the last thing that it does.
        new ProcessBuilder("kill", "-QUIT", pid).inheritIO().start().waitFor();
        long startNanos = System.nanoTime();
        while (Files.exists(pidFile)) {
            if (System.nanoTime() - startNanos > MAX_STOP_NANOS) {
                throw new IOException("process " + pid + ": PostgreSQL does not stop");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void startAgain() throws IOException {
        int port = server.getPort();
        // Gives back the lock on the data. That there is nothing left to stop goes to the log.
        server.close();
        server = start(port);
    }

    @Override
    public void close() throws IOException {
        server.close();
        Directories.delete(data);
    }
}
