package io.breakwater.smoke.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.smoke.Jdk;
import io.breakwater.smoke.chain.Service;
import io.breakwater.smoke.chain.ServiceOptions;
import io.breakwater.smoke.chain.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An operator with a Spring Boot service that runs, whose code knows no timeout: attach, watch, read what is suggested, have
 * it enforced, an outage, back to watching, and out again. With {@code -Drecording.write=true} what the terminal showed
 * goes to {@code docs/recordings}; with {@code -Dsmoke.long=true} it takes a minute of traffic, on 8, 17 and 25.
 */
@Tag("timing")
class OperateIT {
    private static final boolean LONG = Boolean.getBoolean("smoke.long");
    private static final long WATCH_SECONDS = LONG ? 60 : 12;
    private static final long OUTAGE_SECONDS = LONG ? 20 : 4;
    private static final long SILENCE_SECONDS = LONG ? 20 : 9;
    private static final int CUSTOMERS = 12;

    @TempDir
    Path directory;

    static Stream<Jdk> jdks() {
        if (!LONG) {
            return Stream.of(Jdk.current());
        }
        return Jdk.all().stream().filter(jdk -> List.of(8, 17, 25).contains(jdk.feature()));
    }

    private static Stack stack(Jdk jdk) {
        return Stack.SPRING_BOOT_3.runsOn(jdk) ? Stack.SPRING_BOOT_3 : Stack.SPRING_BOOT_2;
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void attach_watch_enforce_and_leave(Jdk jdk) throws Exception {
        Path file = directory.resolve("breakwater.yaml");
        Files.writeString(file, "version: 1\nmode: observe\n");
        try (Warehouse warehouse = new Warehouse(TimeUnit.SECONDS.toMillis(SILENCE_SECONDS));
                Service shop = ServiceOptions.of(stack(jdk), directory).on(jdk).start(warehouse.address());
                Traffic traffic = new Traffic(shop, CUSTOMERS)) {
            Recording recording = new Recording(jdk, directory);
            recording.show(Long.toString(shop.pid()), "4711");
            recording.show(warehouse.host(), "localhost:38081");
            String pid = Long.toString(shop.pid());

            recording.note("A service runs, without any agent. What it calls falls silent for a while.");
            Period before = outage(warehouse, traffic);
            recording.note("Its customers: " + before + ".");

            recording.run(0, "attach", pid, "--config", "breakwater.yaml");
            recording.note("The usual traffic, for " + WATCH_SECONDS + " s.");
            traffic.period();
            TimeUnit.SECONDS.sleep(WATCH_SECONDS);
            Period watched = traffic.period();
            recording.note("Its customers: " + watched + ".");
            assertThat(recording.run(0, "top", pid, "--once")).contains(warehouse.host(), "observe");

            Path suggested = directory.resolve("suggested.yaml");
            recording.run(0, "suggest", pid, "--out", "suggested.yaml");
            recording.cat(suggested);
            enforce(suggested, file);
            recording.note("The operator reads it, writes enforce where it says observe, and puts it in place.");
            awaitReload(shop, recording);
            traffic.period();
            TimeUnit.SECONDS.sleep(WATCH_SECONDS / 2);
            Period enforced = traffic.period();
            recording.note("The usual traffic, enforced: " + enforced + ".");

            recording.note("What it calls falls silent again.");
            warehouse.hang(true);
            TimeUnit.SECONDS.sleep(OUTAGE_SECONDS);
            assertThat(recording.run(0, "top", pid, "--once")).contains("open");
            warehouse.hang(false);
            Period after = settle(traffic);
            recording.note("Its customers: " + after + ".");

            recording.run(0, "mode", pid, "all", "observe");
            recording.run(0, "detach", pid);
            traffic.period();
            TimeUnit.SECONDS.sleep(2);
            Period alone = traffic.period();
            recording.note("Without the agent: " + alone + ".");
            write(recording, jdk);

            assertThat(watched.failed)
                    .as("what is watched fails as ever: %s", watched)
                    .isLessThan(watched.orders / 50);
            assertThat(enforced.longestMillis)
                    .as("nothing that was in time is cut: %s", enforced)
                    .isLessThan(2_000);
            assertThat(enforced.failed).as("enforced: %s", enforced).isLessThanOrEqualTo(enforced.orders / 100);
            assertThat(after.longestMillis)
                    .as("an order in the outage: %s, before: %s", after, before)
                    .isLessThan(5_000);
            assertThat(before.longestMillis)
                    .as("an order without us: %s", before)
                    .isGreaterThan(5_000);
            assertThat(alone.orders).as("orders after the end").isPositive();
        }
    }

    private static Period outage(Warehouse warehouse, Traffic traffic) throws InterruptedException {
        TimeUnit.SECONDS.sleep(2);
        traffic.period();
        warehouse.hang(true);
        TimeUnit.SECONDS.sleep(OUTAGE_SECONDS);
        warehouse.hang(false);
        TimeUnit.SECONDS.sleep(1 + SILENCE_SECONDS); // the server lets go of whoever still waits
        return settle(traffic);
    }

    private static Period settle(Traffic traffic) throws InterruptedException {
        TimeUnit.SECONDS.sleep(3);
        return traffic.period();
    }

    private static void enforce(Path suggested, Path file) throws IOException {
        String text = Files.readString(suggested).replaceAll("(?m)^(\\s*(?:- )?)mode: observe", "$1mode: enforce");
        Path next = file.resolveSibling("next.yaml");
        Files.writeString(next, text);
        Files.move(next, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private static void awaitReload(Service shop, Recording recording) throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() - endNanos < 0) {
            List<String> reloads = shop.log().stream()
                    .filter(line -> line.contains("is in force now"))
                    .collect(Collectors.toList());
            if (!reloads.isEmpty()) {
                recording.lines(reloads);
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("no reload was told: " + shop.log());
    }

    private static void write(Recording recording, Jdk jdk) throws IOException {
        if (Boolean.getBoolean("recording.write")) {
            Path recordings = Path.of(System.getProperty("smoke.services")).resolve("../../docs/recordings");
            Files.createDirectories(recordings);
            Files.writeString(recordings.resolve("operate-java-" + jdk.feature() + ".txt"), recording.toString());
        }
    }
}
