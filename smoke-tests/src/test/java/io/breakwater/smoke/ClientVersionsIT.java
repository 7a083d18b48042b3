package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import io.breakwater.smoke.server.Request;
import io.breakwater.smoke.server.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged agent with every client: the newest version on every Java version that there is here, the others on the oldest
 * and the newest. For one client alone: {@code -Dsmoke.clients=OkHttp}.
 */
class ClientVersionsIT {
    private static final Set<String> GUARDED = ConcurrentHashMap.newKeySet();

    @TempDir
    Path directory;

    static Stream<Arguments> everywhere() {
        return clients().flatMap(client -> jdks(client).stream().map(jdk -> Arguments.of(client, jdk)));
    }

    private static List<Jdk> jdks(ClientVersion client) {
        return (client.isNewest() ? Jdk.all() : Jdk.oldestAndNewest())
                .stream().filter(client::runsOn).collect(Collectors.toList());
    }

    private static Stream<ClientVersion> clients() {
        String only = System.getProperty("smoke.clients", "");
        return Stream.of(ClientVersion.values())
                .filter(client -> client.toString().contains(only));
    }

    /** A call that fails twice, one that finds nobody, and one that gets no answer in time. */
    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everywhere")
    void a_program_is_guarded(ClientVersion client, Jdk jdk) throws Exception {
        try (MisbehavingServer server = MisbehavingServer.start(flakyOrStalled());
                DeafPort nobody = new DeafPort()) {
            List<Object> arguments = new ArrayList<>(List.of("http://localhost:" + server.port(), nobody.url()));
            arguments.addAll(client.forms());

            AgentJvm.Ended jvm = AgentJvm.on(jdk)
                    .agent(configuration(client))
                    .classPath(client.jars())
                    .run("ThreeCalls", arguments.toArray());

            jvm.printed(client.forms().stream()
                            .map(form -> form + ": 200, ConnectException, timeout")
                            .toArray(String[]::new))
                    .withOnlyOurLog();
            for (String form : client.forms()) {
                assertThat(requests(server, "/flaky/" + form)).hasSize(3);
                assertThat(requests(server, "/stalled/" + form)).hasSize(2);
            }
            GUARDED.add(client + " " + jdk);
        }
    }

    private static Script flakyOrStalled() {
        Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
        return request -> {
            if (request.target().startsWith("/stalled/")) {
                return Answer.silence(30_000);
            }
            int number = counts.computeIfAbsent(request.target(), target -> new AtomicInteger())
                    .incrementAndGet();
            return Answer.status(number <= 2 ? 503 : 200);
        };
    }

    private static Stream<Request> requests(MisbehavingServer server, String target) {
        return server.requests().stream().filter(request -> request.target().equals(target));
    }

    /** The JVM is cold when the first attempt begins, and warm when it comes to those that are cut off. */
    private Path configuration(ClientVersion client) throws IOException {
        return ConfigurationFile.write(
                directory,
                "version: 1",
                "mode: enforce",
                "defaults:",
                "  http:",
                "    timeouts: {attempt: 10s, total: 50s}",
                "    retry:",
                "      max-attempts: 3",
                client == ClientVersion.URL_CONNECTION ? "      url-connection: true" : "",
                "      retry-on: [connect-failure, reset, gateway-error, attempt-timeout]",
                "      backoff: {initial: 5ms, max: 20ms}",
                "      budget: {percent: 100%, min-per-second: 100}",
                "    circuit-breaker: {mode: disabled}",
                "hosts:",
                "  - match: localhost",
                "    routes:",
                "      - match: {path: /stalled/**}",
                "        http: {timeouts: {attempt: 300ms}, retry: {max-attempts: 2}}");
    }

    /** Into the log of the build. */
    @AfterAll
    static void the_matrix_is_printed() {
        System.out.printf("%-28s", "");
        Jdk.all().forEach(jdk -> System.out.printf(" %-8s", jdk));
        System.out.println();
        clients().forEach(client -> {
            System.out.printf("%-28s", client);
            for (Jdk jdk : Jdk.all()) {
                String seen = GUARDED.contains(client + " " + jdk) ? "guarded" : "FAILED";
                boolean isTested = jdks(client).stream().anyMatch(tested -> tested.feature() == jdk.feature());
                System.out.printf(" %-8s", isTested ? seen : "-");
            }
            System.out.println();
        });
    }
}
