package io.breakwater.instrumentation.jdbc.kit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/**
 * A real PostgreSQL or MariaDB. It is started when a test first asks for it, serves all tests of this JVM, and ends with
 * it. By Docker where there is one, otherwise from programs of Maven Central; in either case in a JVM of its own. What the
 * build has laid ready is found by the system property {@code databases.directory}, and the Java for the server's JVM, 17 or
 * later, by {@code databases.java}; both have defaults that are right in this module.
 *
 * <p>A test that stops the server MUST start it again.
 *
 * <p>Thread-safety: thread-safe; stops and starts come one after the other.
 */
public final class DatabaseServer {
    private static DatabaseServer postgresql;
    private static DatabaseServer mariadb;

    private final String product;
    private final ServerJvm jvm;
    private final String[] ready;

    private DatabaseServer(String product) throws IOException {
        this.product = product;
        Path directory = directory().resolve(product);
        Files.createDirectories(directory);
        jvm = ServerJvm.start(product, directory, classPath(directory));
        ready = jvm.awaitAnswer("ready").split(" ");
    }

    public static synchronized DatabaseServer postgresql() {
        if (postgresql == null) {
            postgresql = start("postgresql");
        }
        return postgresql;
    }

    public static synchronized DatabaseServer mariadb() {
        if (mariadb == null) {
            mariadb = start("mariadb");
        }
        return mariadb;
    }

    private static DatabaseServer start(String product) {
        try {
            return new DatabaseServer(product);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory() {
        return Paths.get(System.getProperty("databases.directory", "target/databases"))
                .toAbsolutePath();
    }

    private static String classPath(Path directory) throws IOException {
        List<String> elements = new ArrayList<>();
        try {
            // These classes, wherever they are.
            elements.add(Paths.get(DatabaseServer.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "*.jar")) {
            jars.forEach(jar -> elements.add(jar.toString()));
        }
        Path libraries = directory().resolve("class-path.txt");
        elements.add(new String(Files.readAllBytes(libraries), StandardCharsets.UTF_8).trim());
        return String.join(File.pathSeparator, elements);
    }

    /** {@code postgresql} or {@code mariadb}. */
    public String product() {
        return product;
    }

    public String host() {
        return ready[1];
    }

    /** The same as long as the tests run, through all stops and starts. */
    public int port() {
        return Integer.parseInt(ready[2]);
    }

    /** Who may do everything, with any password or none. */
    public String user() {
        return ready[3];
    }

    public String database() {
        return product.equals("postgresql") ? "postgres" : "test";
    }

    /** A proxy in front of this server, with nothing wrong yet. The caller closes it. */
    public FaultProxy proxy() throws IOException {
        return FaultProxy.to(host(), port());
    }

    /** Stops the server, PostgreSQL at once and as a crash does; MariaDB ends its sessions first. */
    public void stop() throws IOException {
        jvm.command("stop", "stopped");
    }

    /** Starts the server that was stopped, with the data that it had. Returns when it accepts connections. */
    public void startAgain() throws IOException {
        jvm.command("start", "ready");
    }

    public void restart() throws IOException {
        jvm.command("restart", "ready");
    }

    @Override
    public String toString() {
        return product + " at " + host() + ":" + port();
    }
}
