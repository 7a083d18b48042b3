package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.VirtualMachine;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.IsolatedJars;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent comes into a service that is at work, and goes again, and the service does not feel it. */
@Tag("timing")
class AttachIT {
    private static final boolean LONG = Boolean.getBoolean("smoke.long");
    private static final String CLIENTS =
            "apache4,apache4-async,apache5,apache5-async,urlconnection,okhttp,okhttp-async";
    private static final String[] QUIET = {"-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading"};

    private static final int ROUNDS = LONG ? 100 : 3;

    /** The first rounds load classes of the JDK that stay. */
    private static final int SETTLED = 10;

    /** What a round may leave in the metaspace: less than a class. */
    private static final long FLAT_BYTES = 2 * 1024;

    /** About as many as while our agent comes and goes: what is linked anew is linked by calls. */
    private static final int CALLS_OF_A_ROUND = 6_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#all")
    void an_agent_comes_and_goes_and_nothing_of_it_is_left(Jdk jdk) throws Exception {
        int rounds = LONG || jdk.feature() == Jdk.current().feature() ? ROUNDS : 1;
        try (LivingJvm jvm = busyService(jdk, QUIET)) {
            jvm.awaitMore("calls", 100); // its clients exist, and have connections
            Growth growth = new Growth();
            for (int round = 1; round <= rounds; round++) {
                // Every other time another copy, as after an update.
                comeAndGo(jdk, round % 2 == 1 ? AgentJvm.AGENT : copy(), jvm);
                growth.add(jvm);
            }
            assertThat(jvm.ask("beans")).isEqualTo("[]");
            assertThat(jvm.err()).allSatisfy(line -> assertThat(line).startsWith("breakwater: "));
            if (LONG) {
                // A JVM keeps something for each class that gets other bytecode, and from Java 15 on its lambdas.
                long ofTheJvm = growthByAnAgentThatChangesNothing(jdk, jvm);
                assertThat(growth.bytesARound()).isLessThan(ofTheJvm + ofTheJvm / 4 + FLAT_BYTES);
            }
        }
    }

    private void comeAndGo(Jdk jdk, Path jar, LivingJvm jvm) throws Exception {
        Path configuration = everything();
        CommandLine.run(jdk, jar, "attach", jvm.pid(), "--config", configuration)
                .ended(0, "is active", configuration.toString(), "JDBC", "OkHttp", "HttpURLConnection");
        assertThat(jvm.ask("remember")).isEqualTo("remembered");
        jvm.awaitMore("calls", 100);

        CommandLine.run(jdk, jar, "detach", jvm.pid()).ended(0, "detached");

        assertThat(jvm.ask("threads")).isEqualTo("[]");
        assertThat(jvm.ask("collected")).isEqualTo("collected");
        assertThat(jvm.ask("every")).startsWith("all of ");
        assertThat(jvm.ask("failures")).startsWith("0 ");
    }

    /** The same classes, the same number of times, by an agent that leaves each as it is. */
    private long growthByAnAgentThatChangesNothing(Jdk jdk, LivingJvm jvm) throws Exception {
        String other = OtherAgent.jar(directory, "Relinker").toString();
        VirtualMachine target = VirtualMachine.attach(Long.toString(jvm.pid()));
        try {
            load(target, other, "watch");
            comeAndGo(jdk, AgentJvm.AGENT, jvm);
            Growth growth = new Growth();
            for (int round = 0; round < 3 * SETTLED; round++) {
                load(target, other, "repeat");
                jvm.awaitMore("calls", CALLS_OF_A_ROUND / 2);
                load(target, other, "repeat");
                jvm.awaitMore("calls", CALLS_OF_A_ROUND / 2);
                growth.add(jvm);
            }
            return growth.bytesARound();
        } finally {
            target.detach();
        }
    }

    private static void load(VirtualMachine target, String agent, String what) throws Exception {
        try {
            target.loadAgent(agent, what);
        } catch (AgentLoadException fromJava8) {
            assertThat(fromJava8.getMessage())
                    .matches("(Failed to load agent library: )?0"); // which means: all went well
        }
    }

    /** Of the metaspace, once it has settled. */
    private static final class Growth {
        private final List<Long> bytes = new ArrayList<>();
        private final List<Long> pausesMillis = new ArrayList<>();

        void add(LivingJvm jvm) throws Exception {
            if (LONG) {
                pausesMillis.add(Long.valueOf(jvm.ask("pause")));
                bytes.add(Long.valueOf(jvm.ask("metaspace")));
            }
        }

        long bytesARound() {
            long grown = (bytes.get(bytes.size() - 1) - bytes.get(SETTLED)) / (bytes.size() - 1 - SETTLED);
            System.out.println("metaspace: " + grown + " bytes a round, " + bytes);
            System.out.println("longest pause of the service in each round, ms: " + pausesMillis);
            return grown;
        }
    }

    @Test
    void a_second_attach_changes_nothing_and_says_so() throws Exception {
        Jdk jdk = Jdk.current();
        try (LivingJvm jvm = busyService(jdk, QUIET)) {
            CommandLine.run(jdk, AgentJvm.AGENT, "attach", jvm.pid()).ended(0, "is active", "observing only");

            CommandLine.run(jdk, copy(), "attach", jvm.pid(), "--config", everything())
                    .ended(1, "is active already, and nothing was changed", "observing only");

            CommandLine.run(jdk, AgentJvm.AGENT, "attach", jvm.pid(), "-Dmode=enforce")
                    .ended(
                            1,
                            "is active already, and nothing was changed",
                            "-D and --log are for an agent that begins");
            CommandLine.run(jdk, AgentJvm.AGENT, "attach").ended(0, jvm.pid() + " ", "BusyService");
            assertThat(jvm.ask("failures")).startsWith("0 ");
        }
    }

    @Test
    void an_agent_from_the_start_of_the_jvm_goes_as_well_and_calls_under_way_end_as_they_would_have() throws Exception {
        Jdk jdk = Jdk.current();
        Path patient = ConfigurationFile.write(
                directory,
                "version: 1",
                "mode: enforce",
                "defaults:",
                "  http:",
                "    timeouts: {attempt: 5s, total: 50s}",
                "    retry:",
                "      max-attempts: 2",
                "      retry-on: [gateway-error]",
                "      backoff: {initial: 3s, max: 3s, jitter: none}");
        // Without the database: H2 makes an exception when its classes are loaded, and keeps it with whoever was on the
        // stack.
        List<String> options = List.of("-javaagent:" + AgentJvm.AGENT + "=" + patient);
        try (LivingJvm jvm = LivingJvm.start(jdk, options, clients(), "BusyService", namesOfClients(jdk))) {
            jvm.awaitMore("calls", 100);
            assertThat(jvm.ask("remember")).isEqualTo("remembered");
            assertThat(jvm.ask("flaky")).isEqualTo("sent");

            CommandLine.run(jdk, copy(), "detach", jvm.pid()).ended(0, "detached");

            assertThat(jvm.ask("answer")).isEqualTo("status 200"); // by the second attempt, after the backoff
            assertThat(jvm.ask("threads")).isEqualTo("[]");
            // Connections that were opened under the agent are open still.
            assertThat(jvm.ask("collected")).isEqualTo("collected");
            CommandLine.run(jdk, copy(), "detach", jvm.pid()).ended(0, "there is no agent, and nothing was changed");
            CommandLine.run(jdk, copy(), "attach", jvm.pid()).ended(0, "is active");
            assertThat(jvm.ask("failures")).startsWith("0 ");
        }
    }

    @Test
    void what_would_not_work_is_refused_before_anything_is_loaded() throws Exception {
        Jdk jdk = Jdk.current();
        Path bad = Files.write(directory.resolve("bad.yaml"), List.of("version: 1", "mode: enforced"));
        try (LivingJvm jvm = busyService(jdk, "-Dbreakwater.enabled=false")) {
            CommandLine.run(jdk, AgentJvm.AGENT, "attach", jvm.pid(), "--config", bad)
                    .ended(1, "bad.yaml:2:7: mode: enforced", "nothing was attached");
            CommandLine.run(jdk, AgentJvm.AGENT, "attach", jvm.pid(), "-Dmode=enforced")
                    .ended(1, "mode: enforced", "nothing was attached");
            assertThat(jvm.err()).isEmpty();

            CommandLine.run(jdk, AgentJvm.AGENT, "attach", jvm.pid()).ended(1, "wants no agent", "breakwater.enabled");
            assertThat(jvm.ask("remember")).isEqualTo("none");
        }
    }

    private static LivingJvm busyService(Jdk jdk, String... options) throws Exception {
        DriverVersion driver = DriverVersion.H2_1_4;
        List<Path> classPath = clients();
        classPath.addAll(IsolatedJars.in(driver.directory()));
        // Its logging is there already.
        classPath.addAll(IsolatedJars.in(PoolVersion.HIKARICP_4.directories()[0]));
        String url = driver.inMemory("busy");
        return LivingJvm.start(jdk, List.of(options), classPath, "BusyService", namesOfClients(jdk), url, "sa");
    }

    private static String namesOfClients(Jdk jdk) {
        return jdk.feature() < 11 ? CLIENTS : "jdk,jdk-async," + CLIENTS;
    }

    private static List<Path> clients() {
        List<Path> classPath = new ArrayList<>(List.of(AgentJvm.PROGRAMS));
        for (ClientVersion client :
                List.of(ClientVersion.APACHE_ASYNC_4_1_5, ClientVersion.APACHE_5_6, ClientVersion.OKHTTP_5)) {
            classPath.addAll(List.of(client.jars()));
        }
        return classPath;
    }

    private Path copy() throws Exception {
        Path copy = directory.resolve("another copy.jar");
        return Files.exists(copy) ? copy : Files.copy(AgentJvm.AGENT, copy);
    }

    /** Limits, retries, breakers, metrics and callers across executors, with room enough for a busy machine. */
    private Path everything() throws Exception {
        return ConfigurationFile.write(
                directory,
                "version: 1",
                "mode: enforce",
                "deadline: {across-executors: true}",
                "defaults:",
                "  http:",
                "    timeouts: {attempt: 20s, total: 50s, connect: 20s, idle: 20s}",
                "    retry: {max-attempts: 3, backoff: {initial: 5ms, max: 20ms}}",
                "    bulkhead: {max-concurrent-calls: 50}",
                "    circuit-breaker: {consecutive-failures: 5, sliding-window: 60s}",
                "  jdbc:",
                "    timeouts: {query: 20s}");
    }
}
