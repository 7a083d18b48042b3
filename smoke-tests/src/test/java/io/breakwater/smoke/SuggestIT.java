package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.IsolatedJars;
import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import io.breakwater.smoke.server.Request;
import io.breakwater.smoke.server.Script;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was suggested from traffic, applied to the same traffic: it hurts no call that was answered in time, and where the
 * host has a bad day it spares the application nearly all of it.
 */
@Tag("timing")
class SuggestIT {
    private static final boolean IS_LONG = Boolean.getBoolean("smoke.long");
    private static final long SEED = 20_261_130;
    private static final int THREADS = 16;
    private static final int CALLS = IS_LONG ? 20_000 : 6_400;
    private static final int EXPORTS = IS_LONG ? 1_120 : 16;
    private static final int JOBS = IS_LONG ? 800 : 150;
    private static final int READS = 9;
    private static final int PERCENT_RESET = 15;

    /** What the suggestion has to be better by. */
    private static final int FACTOR = 5;

    @TempDir
    Path directory;

    private static Answer healthy(Request request) {
        Random random = new Random(SEED + request.target().hashCode());
        if (request.target().startsWith("/v1/export")) {
            return Answer.status(200).after(1_200 + random.nextInt(100));
        }
        int of = random.nextInt(1_000);
        return Answer.status(200).after(of == 0 ? 150 : of < 10 ? 40 : 1 + random.nextInt(4));
    }

    /** Twelve requests of a hundred fail: seven 503, four resets, and one that is not answered for three seconds. */
    private static Answer faulty(Request request) {
        int of = new Random(SEED * 31 + request.number()).nextInt(100);
        if (of < 7) {
            return Answer.status(503);
        }
        if (of < 11) {
            return Answer.reset();
        }
        return of < 12 ? Answer.silence(3_000) : healthy(request);
    }

    private Path observing(Path report) throws IOException {
        return ConfigurationFile.write(directory, "version: 1", "observe: {report-file: \"" + report + "\"}");
    }

    /** As an operator does it who has read the file: every host is told to enforce. */
    private Path enforced(Path report) throws IOException {
        String suggested = Files.readString(report);
        return Files.writeString(
                directory.resolve("enforced.yaml"), suggested.replace("    mode: observe", "    mode: enforce"));
    }

    private static int failed(AgentJvm.Ended jvm) {
        assertThat(jvm.err()).as("standard error").noneMatch(line -> line.contains("refused; observing only"));
        assertThat(jvm.out())
                .as("standard output; standard error: %s", jvm.err())
                .hasSize(2);
        return Integer.parseInt(jvm.out().get(1).split(" ")[0]);
    }

    private static AgentJvm.Ended shop(AgentJvm jvm, MisbehavingServer server)
            throws IOException, InterruptedException {
        URI address = server.uri("");
        return jvm.within(IS_LONG ? 600 : 120).run("SeededTraffic", address, CALLS, EXPORTS, THREADS, SEED);
    }

    @Test
    void a_shop_is_spared_a_bad_day_of_a_host_and_no_good_call_is_cut() throws Exception {
        Path report = directory.resolve("report.yaml");
        AtomicBoolean isFaulty = new AtomicBoolean();
        Script script = request -> isFaulty.get() ? faulty(request) : healthy(request);
        try (MisbehavingServer server = MisbehavingServer.start(script)) {
            int observed = failed(shop(AgentJvm.on(Jdk.current()).agent(observing(report)), server));
            String suggested = Files.readString(report);

            int enforced = failed(shop(AgentJvm.on(Jdk.current()).agent(enforced(report)), server));
            isFaulty.set(true);
            int faultyAlone = failed(shop(AgentJvm.on(Jdk.current()), server));
            int faultyGuarded = failed(shop(AgentJvm.on(Jdk.current()).agent(enforced(report)), server));

            assertThat(observed).isZero();
            assertThat(suggested)
                    .contains("localhost:" + server.port(), "response: ", "/v1/stock/{id}", "max-concurrent-calls: ")
                    .doesNotContain("secret");
            assertThat(enforced).as("cut without need; %s", suggested).isLessThanOrEqualTo(CALLS / 1_000);
            assertThat(faultyAlone).isGreaterThan(CALLS / 20);
            assertThat(faultyGuarded)
                    .as("failed, with %d of %d without the agent; %s", faultyAlone, CALLS, suggested)
                    .isLessThanOrEqualTo(faultyAlone / FACTOR);
            System.out.println("shop: " + CALLS + " calls; failed: observed " + observed + ", enforced " + enforced
                    + ", bad day " + faultyAlone + ", bad day enforced " + faultyGuarded);
        }
    }

    @Test
    void jobs_get_their_connections_from_a_database_behind_a_bad_balancer() throws Exception {
        Path report = directory.resolve("report.yaml");
        DriverVersion driver = DriverVersion.POSTGRESQL_42_7;
        try (FlakyRelay relay = FlakyRelay.to(driver.server().port(), SEED)) {
            int observed = failed(jobs(AgentJvm.on(Jdk.current()).agent(observing(report)), driver, relay));
            String suggested = Files.readString(report);

            int enforced = failed(jobs(AgentJvm.on(Jdk.current()).agent(enforced(report)), driver, relay));
            relay.reset(PERCENT_RESET);
            int faultyAlone = failed(jobs(AgentJvm.on(Jdk.current()), driver, relay));
            int faultyGuarded = failed(jobs(AgentJvm.on(Jdk.current()).agent(enforced(report)), driver, relay));

            assertThat(observed).isZero();
            assertThat(suggested)
                    .contains("jdbc:postgresql://localhost:" + relay.port(), "query: ", "max-attempts: 3")
                    .doesNotContain("select 1");
            assertThat(enforced).as("cut without need; %s", suggested).isZero();
            assertThat(faultyAlone).isGreaterThan(JOBS / 20);
            assertThat(faultyGuarded)
                    .as("failed, with %d of %d without the agent; %s", faultyAlone, JOBS, suggested)
                    .isLessThanOrEqualTo(faultyAlone / FACTOR);
            System.out.println("jobs: " + JOBS + " jobs; failed: observed " + observed + ", enforced " + enforced
                    + ", bad day " + faultyAlone + ", bad day enforced " + faultyGuarded);
        }
    }

    private static AgentJvm.Ended jobs(AgentJvm jvm, DriverVersion driver, FlakyRelay relay)
            throws IOException, InterruptedException {
        Path[] jars = IsolatedJars.in(driver.directory()).toArray(new Path[0]);
        return jvm.within(IS_LONG ? 600 : 120)
                .classPath(jars)
                .run(
                        "SeededQueries",
                        driver.url("localhost", relay.port()),
                        driver.server().user(),
                        JOBS,
                        READS,
                        THREADS / 2);
    }
}
