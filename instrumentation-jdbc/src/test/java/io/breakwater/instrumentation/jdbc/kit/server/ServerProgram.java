package io.breakwater.instrumentation.jdbc.kit.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.testcontainers.DockerClientFactory;

/**
 * Runs one database server: {@code postgresql} or {@code mariadb}, with a directory for what it needs. Says
 * {@code ready <host> <port> <user>} on standard output, and again after each {@code restart} that it reads; {@code stop}
 * is answered with {@code stopped}, {@code start} with {@code ready}. Ends, and the server with it, when its standard
 * input does; what fails ends it as well, with the reason on standard error.
 */
public final class ServerProgram {
    private static final String END = "end of input";

    private ServerProgram() {}

    public static void main(String[] arguments) {
        PrintStream answers = System.out;
        // Whatever a library prints is not an answer.
        System.setOut(System.err);
        BlockingQueue<String> commands = commands();
        try (RunningServer server = start(arguments[0], Paths.get(arguments[1]))) {
            answers.println(ready(server));
            for (String command = commands.take(); !command.equals(END); command = commands.take()) {
                answers.println(obey(command, server));
            }
        } catch (Exception | Error e) {
            e.printStackTrace();
            System.exit(1);
        }
        // The libraries' threads would stay.
        System.exit(0);
    }

    private static RunningServer start(String product, Path directory) throws Exception {
        boolean hasDocker = DockerClientFactory.instance().isDockerAvailable();
        switch (product) {
            case "postgresql":
                return hasDocker ? ContainerServer.postgresql() : new EmbeddedPostgresql(directory);
            case "mariadb":
                return hasDocker ? ContainerServer.mariadb() : new EmbeddedMariadb(directory);
            default:
                throw new IllegalArgumentException(product + " (expected: postgresql or mariadb)");
        }
    }

    private static String obey(String command, RunningServer server) throws Exception {
        switch (command) {
            case "stop":
                server.stopAtOnce();
                return "stopped";
            case "start":
                server.startAgain();
                return ready(server);
            case "restart":
                server.stopAtOnce();
                server.startAgain();
                return ready(server);
            default:
                throw new IllegalArgumentException(command + " (expected: stop, start or restart)");
        }
    }

    private static String ready(RunningServer server) {
        return "ready " + server.host() + " " + server.port() + " " + server.user();
    }

    private static BlockingQueue<String> commands() {
        BlockingQueue<String> commands = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(commands), "commands");
        reader.setDaemon(true);
        reader.start();
        return commands;
    }

    private static void read(BlockingQueue<String> commands) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
            }
        } catch (IOException broken) {
            // As good as an end.
        }
        commands.add(END);
    }
}
