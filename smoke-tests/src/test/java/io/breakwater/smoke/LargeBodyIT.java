package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With every policy in force, a body that is many times as large as the heap goes through each client, in both
 * directions: whoever kept it would run out of memory.
 */
class LargeBodyIT {
    private static final long BODY_BYTES = 1L << 30;
    private static final long REFUSED_BYTES = 64L << 20;
    private static final String HEAP = "-Xmx32m";

    @TempDir
    Path directory;

    /** The newest version of each, on the JDK that runs the tests; those that run on Java 8 there, too. */
    static Stream<Arguments> newestClients() {
        return Stream.concat(Stream.of(Jdk.current()), Jdk.of8().stream())
                .flatMap(jdk -> ClientVersion.NEWEST.stream()
                        .filter(client -> client.runsOn(jdk))
                        .map(client -> Arguments.of(client, jdk)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("newestClients")
    void a_body_is_never_kept_in_memory(ClientVersion client, Jdk jdk) throws Exception {
        try (LargeBodyServer server = new LargeBodyServer(BODY_BYTES)) {
            List<String> forms = streaming(client);

            AgentJvm.Ended jvm = guarded(jdk, client)
                    .run("LargeBodies", arguments(forms, server.url("/up/"), server.url("/down/"), BODY_BYTES));

            jvm.printed(lines(forms, form -> form + ": 200, " + BODY_BYTES)).quietly();
            assertThat(server.transfers())
                    .extracting(LargeBodyServer.Transfer::toString)
                    .containsExactlyElementsOf(forms.stream()
                            .flatMap(form ->
                                    Stream.of("/up/" + form + " " + BODY_BYTES, "/down/" + form + " " + BODY_BYTES))
                            .collect(Collectors.toList()));
            server.transfers()
                    .forEach(each -> System.out.printf(
                            "%s on %s: %s, %d MiB/s%n", client, jdk, each.target, each.mebibytesPerSecond()));
        }
    }

    /** What can be sent once is sent once, whatever the policy says of a 503. */
    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("newestClients")
    void an_answer_that_comes_early_is_the_applications(ClientVersion client, Jdk jdk) throws Exception {
        try (LargeBodyServer server = new LargeBodyServer(0)) {
            List<String> forms = streaming(client);
            Object[] arguments = arguments(forms, server.url("/refused/"), "-", REFUSED_BYTES);
            AgentJvm.Ended plain =
                    AgentJvm.on(jdk).classPath(client.jars()).option(HEAP).run("LargeBodies", arguments);
            int plainRequests = server.transfers().size();

            AgentJvm.Ended jvm = guarded(jdk, client).run("LargeBodies", arguments);

            jvm.printed(plain.out().toArray(new String[0])).quietly();
            assertThat(plainRequests).isEqualTo(forms.size());
            assertThat(server.transfers()).hasSize(2 * forms.size());
        }
    }

    /** Whether the client sees the answer or the end of its connection first is a matter of chance. */
    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("newestClients")
    void an_upload_that_is_cut_off_is_not_begun_again(ClientVersion client, Jdk jdk) throws Exception {
        try (LargeBodyServer server = new LargeBodyServer(0)) {
            List<String> forms = streaming(client);

            AgentJvm.Ended jvm =
                    guarded(jdk, client).run("LargeBodies", arguments(forms, server.url("/cut/"), "-", REFUSED_BYTES));

            assertThat(jvm.err()).as("what we did").noneMatch(line -> line.startsWith("breakwater: "));
            assertThat(jvm.out()).hasSameSizeAs(forms).allMatch(line -> line.matches(".*: (503|IOException)"));
            assertThat(server.transfers()).hasSameSizeAs(forms);
        }
    }

    private AgentJvm guarded(Jdk jdk, ClientVersion client) throws IOException {
        return AgentJvm.on(jdk).agent(configuration()).classPath(client.jars()).option(HEAP);
    }

    private static List<String> streaming(ClientVersion client) {
        List<String> forms = new ArrayList<>(client.forms());
        forms.remove("okhttp-async"); // has nothing of its own where bodies are concerned
        if (client == ClientVersion.URL_CONNECTION) {
            forms.add("urlconnection-chunked");
        }
        return forms;
    }

    private static Object[] arguments(List<String> forms, String up, String down, long bytes) {
        return Stream.concat(Stream.of(up, down, bytes), forms.stream()).toArray();
    }

    private static String[] lines(List<String> forms, UnaryOperator<String> line) {
        return forms.stream().map(line).toArray(String[]::new);
    }

    private Path configuration() throws IOException {
        return ConfigurationFile.write(
                directory,
                "version: 1",
                "mode: enforce",
                "defaults:",
                "  http:",
                "    timeouts: {connect: 10s, response: 40s, attempt: 50s, total: 55s, idle: 10s}",
                "    retry:",
                "      max-attempts: 3",
                "      url-connection: true",
                "      retry-on: [connect-failure, reset, gateway-error, attempt-timeout]",
                "      budget: {percent: 100%, min-per-second: 100}",
                "    circuit-breaker: {consecutive-failures: 10, sliding-window: 100s}",
                "    bulkhead: {max-concurrent-calls: 10}");
    }
}
