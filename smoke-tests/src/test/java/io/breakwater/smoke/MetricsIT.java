package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.jdbc.kit.server.ServerPort;
import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import io.breakwater.smoke.server.Script;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged agent in a JVM that calls, read from another one while it does. */
class MetricsIT {
    private static final String LOOPBACK = "127.0.0.1";
    private static final long PATIENCE_MILLIS = 30_000;
    private static final Path TELEMETRY =
            Path.of(System.getProperty("other.jars")).resolve("opentelemetry-javaagent.jar");

    @TempDir
    Path directory;

    private final AtomicBoolean isGone = new AtomicBoolean();

    /** The first call is answered by a 503, which is repeated; all others by 200 until the end. */
    private MisbehavingServer server() throws IOException {
        Script script = request -> Answer.status(request.number() == 1 ? 503 : isGone.get() ? 410 : 200);
        return MisbehavingServer.start(script);
    }

    private Path configuration(String metrics) throws IOException {
        return ConfigurationFile.write(
                directory,
                "version: 1",
                "mode: enforce",
                "metrics: {" + metrics + "}",
                "defaults:",
                "  http:",
                "    retry:",
                "      max-attempts: 3",
                "      retry-on: [gateway-error]",
                "      url-connection: true",
                "      backoff: {initial: 5ms, max: 20ms}",
                "    bulkhead: {max-concurrent-calls: 7}");
    }

    private static CompletableFuture<AgentJvm.Ended> start(AgentJvm jvm, MisbehavingServer server) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return jvm.run("CallUntilGone", server.uri("/secret?token=secret"));
            } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }

    private static String get(int port) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create("http://" + LOOPBACK + ":" + port + "/metrics")
                .toURL()
                .openConnection();
        assertThat(connection.getResponseCode()).isEqualTo(200);
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What is there as soon as it is there, within the time that the agent takes to open. */
    private static <T> T await(Callable<T> attempt) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (true) {
            try {
                return attempt.call();
            } catch (Exception notYet) {
                if (System.nanoTime() - end > 0) {
                    throw notYet;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#all")
    void a_scraper_reads_what_was_counted(Jdk jdk) throws Exception {
        try (MisbehavingServer server = server()) {
            int port = ServerPort.choose();
            AgentJvm jvm = AgentJvm.on(jdk).agent(configuration("prometheus-port: " + port + ", jmx: false"));
            CompletableFuture<AgentJvm.Ended> ended = start(jvm, server);
            String host = "host=\"" + server.uri("/").getAuthority() + "\"";

            String page = await(() -> get(port));
            isGone.set(true);

            assertThat(page)
                    .containsPattern("http_client_requests_total\\{method=\"GET\"," + host + ",status=\"200\"} [1-9]")
                    .containsPattern("http_client_request_duration_seconds_count\\{method=\"GET\"," + host + "} [1-9]")
                    .contains("breakwater_retries_total{method=\"GET\"," + host + "} 1\n")
                    .contains("breakwater_interventions_total{kind=\"retry\",mode=\"enforce\"," + host + "} 1\n")
                    .contains("breakwater_circuit_breaker_state{" + host + ",scope=\"all\",state=\"closed\"} 1.0\n")
                    .contains("breakwater_bulkhead_permits_limit{" + host + ",scope=\"all\"} 7.0\n")
                    .contains("breakwater_agent_info{version=\"")
                    .contains(",mode=\"enforce\"} 1.0\n")
                    .doesNotContain("secret");
            ended.join()
                    .printed("0 MBean servers before", "0 MBean servers after the first call", "gone")
                    .withOnlyOurLog();
        }
    }

    /** The client's side has none of our classes. */
    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#oldestAndNewest")
    @SuppressWarnings("BanJNDI") // of a JVM that the test has started
    void a_jmx_client_in_another_jvm_reads_what_was_counted(Jdk jdk) throws Exception {
        try (MisbehavingServer server = server()) {
            int port = ServerPort.choose();
            AgentJvm jvm = AgentJvm.on(jdk)
                    .agent(configuration("jmx: true"))
                    .option(
                            "-Dcom.sun.management.jmxremote.port=" + port,
                            "-Dcom.sun.management.jmxremote.rmi.port=" + port,
                            "-Dcom.sun.management.jmxremote.host=" + LOOPBACK,
                            "-Djava.rmi.server.hostname=" + LOOPBACK,
                            "-Dcom.sun.management.jmxremote.authenticate=false",
                            "-Dcom.sun.management.jmxremote.ssl=false");
            CompletableFuture<AgentJvm.Ended> ended = start(jvm, server);
            JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + LOOPBACK + ":" + port + "/jmxrmi");
            ObjectName name = new ObjectName("io.breakwater:type=Destination,name="
                    + ObjectName.quote(server.uri("/").getAuthority()));

            try (JMXConnector connector = await(() -> JMXConnectorFactory.connect(url))) {
                MBeanServerConnection beans = connector.getMBeanServerConnection();
                long requests = await(() -> (Long) beans.getAttribute(name, "Requests"));

                assertThat(requests).isPositive();
                assertThat(beans.getAttribute(name, "Retries")).isEqualTo(1L);
                TabularData interventions = (TabularData) beans.getAttribute(name, "Interventions");
                assertThat(interventions.get(new Object[] {"retry"}).get("value"))
                        .isEqualTo(1L);
                assertThat(beans.getAttribute(new ObjectName("io.breakwater:type=Agent"), "Mode"))
                        .isEqualTo("enforce");
            } finally {
                isGone.set(true);
            }

            ended.join()
                    .printed("1 MBean servers before", "1 MBean servers after the first call", "gone")
                    .withOnlyOurLog();
        }
    }

    @Test
    void beside_the_opentelemetry_agent_its_exporter_tells_of_them() throws Exception {
        try (MisbehavingServer server = server();
                TraceCollector collector = new TraceCollector(200)) {
            AgentJvm jvm = AgentJvm.on(Jdk.current())
                    .within(180)
                    .option(
                            "-Dotel.traces.exporter=none",
                            "-Dotel.metrics.exporter=otlp",
                            "-Dotel.logs.exporter=none",
                            "-Dotel.metric.export.interval=1000",
                            "-Dotel.exporter.otlp.protocol=http/protobuf",
                            "-Dotel.exporter.otlp.endpoint=" + collector.address())
                    .agent(configuration("jmx: false"))
                    .otherAgent(TELEMETRY);
            CompletableFuture<AgentJvm.Ended> ended = start(jvm, server);
            String host = "{host=" + server.uri("/").getAuthority() + ", method=GET";

            Map<String, Long> counters = await(() -> {
                Map<String, Long> seen = collector.counters();
                if (!seen.containsKey("breakwater.http_client_request_duration" + host + "}")) {
                    throw new IllegalStateException("not yet: " + seen);
                }
                return seen;
            });
            isGone.set(true);

            assertThat(counters)
                    .containsEntry("breakwater.retries" + host + "}", 1L)
                    .containsKey("breakwater.http_client_requests" + host + ", status=200}");
            assertThat(ended.join().out()).contains("gone");
            assertThat(ended.join().err()).noneMatch(line -> line.contains("not available"));
        }
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#oldestAndNewest")
    void a_port_that_is_taken_is_one_line_and_nothing_else(Jdk jdk) throws Exception {
        try (MisbehavingServer server = server();
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS).execute(() -> isGone.set(true));

            AgentJvm.Ended ended = start(
                            AgentJvm.on(jdk).agent(configuration("prometheus-port: " + port + ", jmx: false")), server)
                    .join();

            ended.printed("0 MBean servers before", "0 MBean servers after the first call", "gone");
            assertThat(ended.err())
                    .filteredOn(line -> line.contains(":" + port))
                    .singleElement()
                    .asString()
                    .startsWith("breakwater: metrics for Prometheus at 127.0.0.1:" + port + ": not available: ");
        }
    }
}
