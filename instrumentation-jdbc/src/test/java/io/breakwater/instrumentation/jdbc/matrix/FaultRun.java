package io.breakwater.instrumentation.jdbc.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.jdbc.kit.Agent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One fault with many settings: a few at a time, because there is more waiting than work in it. What came too late in
 * company is played again alone, at most twice, because the machine may have been busy with something else.
 *
 * <p>Thread-safety: for one thread.
 */
final class FaultRun {
    private static final int AT_A_TIME = 4;
    private static final int MOST_ROUNDS = 3;
    private static final int MAX_SECONDS = 60;

    private final Fault fault;
    private final Map<Setting, Seen> seen = new ConcurrentHashMap<>();
    private final Map<Setting, String> cells = new HashMap<>();
    private final Map<Setting, Throwable> failures = new ConcurrentHashMap<>();

    FaultRun(Fault fault) {
        this.fault = fault;
    }

    void play(List<Stage> stages) throws Exception {
        List<Stage> left = stages;
        for (int round = 1; round <= MOST_ROUNDS && !left.isEmpty(); round++) {
            playRound(left, fault.isOutage() ? left.size() : round == 1 ? AT_A_TIME : 1);
            left = left.stream().filter(this::isLate).collect(Collectors.toList());
            if (fault.isOutage() && !left.isEmpty()) {
                left = stages;
            }
        }
    }

    private boolean isLate(Stage stage) {
        Seen last = seen.get(stage.setting());
        if (last == null || last.isInTime()) {
            return false;
        }
        System.out.println("database faults: late: " + fault + ", " + stage.setting() + ": " + last + ", expected: "
                + last.limit());
        return true;
    }

    private void playRound(List<Stage> stages, int atATime) throws Exception {
        Map<Database, Outage> outages = new HashMap<>();
        if (fault.isOutage()) {
            Map<Database, Long> callers =
                    stages.stream().collect(Collectors.groupingBy(Stage::database, Collectors.counting()));
            callers.forEach((database, count) -> outages.put(database, new Outage(database, count.intValue())));
        }
        for (Stage stage : stages) {
            stage.lay(outages.get(stage.database()));
        }
        ExecutorService callers = Executors.newFixedThreadPool(atATime, work -> {
            Thread thread = new Thread(work, "caller");
            thread.setDaemon(true);
            return thread;
        });
        try (Agent agent = Agent.with(fault.rules())) {
            List<Future<?>> all = new ArrayList<>();
            for (Stage stage : stages) {
                all.add(callers.submit(() -> playOne(stage, agent)));
            }
            for (Future<?> each : all) {
                each.get(MAX_SECONDS, TimeUnit.SECONDS);
            }
            assertThat(agent.interventions(InterventionKind.FAIL_OPEN)).isEmpty();
        } finally {
            callers.shutdownNow();
        }
        for (Stage stage : stages) {
            Seen last = seen.get(stage.setting());
            if (last != null) {
                cells.put(stage.setting(), last.cell(stage.rows()));
            }
        }
    }

    private void playOne(Stage stage, Agent agent) {
        try {
            seen.put(stage.setting(), fault.play(stage, agent));
        } catch (Throwable e) {
            failures.put(stage.setting(), e);
        }
    }

    /** What the page says of it. */
    String cell(Setting setting) throws Throwable {
        Throwable failure = failures.get(setting);
        if (failure != null) {
            throw failure;
        }
        Seen last = seen.get(setting);
        assertThat(last).as("was played").isNotNull();
        assertThat(last.limit().isEarly(last.elapsedMillis()))
                .as("early: %s", last)
                .isFalse();
        assertThat(last.isInTime()).as("%s, in time of %s", last, last.limit()).isTrue();
        return cells.get(setting);
    }

    /** By how much limits of ours were overrun. */
    void overruns(Overruns overruns) {
        seen.forEach((setting, last) -> {
            if (last.limit().isOurs()) {
                overruns.note(fault, setting, last.limit().overrunMillis(last.elapsedMillis()));
            }
        });
    }
}
