package io.breakwater.tooling.control;

import io.breakwater.config.Configuration;
import io.breakwater.config.ConfigurationLoader;
import io.breakwater.config.Overrides;
import io.breakwater.engine.Call;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Observers;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Step;
import io.breakwater.engine.event.InterventionListener;
import io.breakwater.engine.time.Pause;
import io.breakwater.engine.time.Randomness;
import io.breakwater.engine.time.Surroundings;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.CompositeListener;
import io.breakwater.telemetry.metrics.Meters;
import io.breakwater.telemetry.metrics.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** An engine with its control, on a clock that stands still until it is told otherwise. */
final class ControlWorld {
    static final Destination STOCK = Destination.of("http", "stock.example", 80);
    static final Destination PRICES = Destination.of("http", "prices.example", 80);

    final List<String> log = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    final Meters meters = new Meters(1000);
    final Clock clock = new Clock();
    final Engine engine;
    final PoliciesInForce policies;
    final AgentControl control;

    ControlWorld(String... lines) {
        Configuration configuration = configuration(lines);
        InterventionListener listener = CompositeListener.of(meters);
        Surroundings surroundings =
                new Surroundings(clock, Pause.system(), (delayNanos, task) -> () -> {}, Randomness.system());
        engine = new Engine(surroundings, Observers.of(listener).withMeters(meters), configuration);
        policies = new PoliciesInForce(engine, configuration);
        Metrics metrics = new Metrics(meters, engine::destinations, "1.2", new FixedConfiguration());
        control = new AgentControl(engine, policies, new Source(), metrics, clock, log::add, "1.2");
    }

    static Configuration configuration(String... lines) {
        try {
            Path file = Files.createTempFile("control", ".yaml");
            try {
                Files.write(file, Arrays.asList(lines));
                Configuration configuration =
                        ConfigurationLoader.load(file, Overrides.none()).configuration();
                if (configuration == null) {
                    throw new AssertionError(
                            ConfigurationLoader.load(file, Overrides.none()).problems());
                }
                return configuration;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True if something guards calls to it. */
    boolean isGuarded(Destination destination) {
        return engine.guardFor(destination, "GET", "/") != null;
    }

    /** Makes a call that ends in this way, after so long. */
    void call(Destination destination, Outcome outcome, long millis) {
        Guard guard = engine.guardFor(destination, "GET", "/");
        if (guard == null) {
            throw new AssertionError("not guarded");
        }
        CallSession session = guard.newCall(new Get());
        if (session.start() == Step.SEND) {
            clock.advanceMillis(millis);
            session.onOutcome(outcome);
        }
    }

    /** A call that can be repeated. */
    private static final class Get implements Call {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public boolean canBeSentAgain(Outcome outcome) {
            return true;
        }
    }

    /** A configuration that nobody has reloaded. */
    private final class Source implements ConfigurationInForce {
        @Override
        public String source() {
            return "/etc/breakwater.yaml";
        }

        @Override
        public long sinceMillis() {
            return Clock.START_MILLIS;
        }

        @Override
        public long refusedMillis() {
            return problems.isEmpty() ? 0 : clock.epochMillis();
        }

        @Override
        public List<String> problems() {
            return Collections.unmodifiableList(problems);
        }

        @Override
        public String reload() {
            return "nothing has changed";
        }
    }

    /** Time that a test makes pass. */
    static final class Clock implements TimeSource {
        /** 2026-11-30T03:07:00Z. */
        static final long START_MILLIS = 1_796_008_020_000L;

        private static final long NANOS_PER_MILLI = 1_000_000;
        private long nowNanos;

        void advanceMillis(long millis) {
            nowNanos += millis * NANOS_PER_MILLI;
        }

        @Override
        public long nanoTime() {
            return nowNanos;
        }

        @Override
        public long epochMillis() {
            return START_MILLIS + nowNanos / NANOS_PER_MILLI;
        }
    }
}
