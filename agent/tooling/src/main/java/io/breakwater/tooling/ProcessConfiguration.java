package io.breakwater.tooling;

import io.breakwater.config.Overrides;
import io.breakwater.config.PollInterval;
import io.breakwater.config.live.ConfigurationLog;
import io.breakwater.config.live.ConfigurationStatus;
import io.breakwater.config.live.LiveConfiguration;
import io.breakwater.config.source.ConfigSource;
import io.breakwater.config.source.ConfigSources;
import io.breakwater.engine.OwnThread;
import io.breakwater.engine.time.Randomness;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.engine.time.Timer;
import io.breakwater.telemetry.metrics.ConfigurationState;
import io.breakwater.tooling.control.ModeInWords;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of this process: where it comes from, and the thread that watches that place. The thread is one of its
 * own because a disk of another machine may keep whoever looks at it for minutes; without a file or URL there is none.
 *
 * <p>Thread-safety: thread-safe once it is made. Errors: what is wrong with the configuration is in the log.
 */
final class ProcessConfiguration implements ConfigurationState {
    private static final double NANOS_PER_SECOND = 1e9;

    private final boolean isWatched;
    private final TimeSource time;
    private final LiveConfiguration live;
    private @Nullable Thread thread;
    private boolean closed;

    /** @param location a path or a URL; null for the built-in configuration */
    ProcessConfiguration(@Nullable String location, TimeSource time, AgentLog log, String version) {
        this.isWatched = location != null;
        this.time = time;
        ConfigSource source =
                location == null ? null : ConfigSources.of(location, time, Randomness.system(), pauseNanos(log));
        this.live = new LiveConfiguration(source, ProcessConfiguration::overrides, time, lines(log), version);
    }

    LiveConfiguration live() {
        return live;
    }

    /** @param timer whose thread has nothing of the application, so that a thread made in it has not either */
    void watchFrom(Timer timer) {
        if (!isWatched) {
            return;
        }
        try {
            timer.schedule(0, this::watch);
        } catch (IllegalStateException uninstalled) {
            // The agent is being uninstalled.
        }
    }

    private synchronized void watch() {
        if (!closed) {
            Thread watching = new OwnThread(this::run, "breakwater-config");
            thread = watching;
            watching.start();
        }
    }

    private void run() {
        // As for the thread that builds the engine: a security manager may have come.
        AccessController.doPrivileged(new Watching());
    }

    /** The last look may be under way for a moment still. */
    synchronized void close() {
        closed = true;
        live.close();
        Thread watching = thread;
        if (watching != null) {
            watching.interrupt();
        }
    }

    /** What is in force, for people: its source, or why there is none. */
    String inWords() {
        ConfigurationStatus status = live.status();
        String mode = ModeInWords.of(live.current());
        if (status.isBuiltIn()) {
            return "the built-in configuration: " + mode
                    + (status.problems().isEmpty() ? "" : ", because what was asked for is refused; the log says why");
        }
        return status.source() + ": " + mode;
    }

    @Override
    public String mode() {
        return live.current().mode().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public double ageSeconds() {
        return (time.nanoTime() - live.status().sinceNanos()) / NANOS_PER_SECOND;
    }

    @Override
    public long appliedReloads() {
        return live.status().appliedCount();
    }

    @Override
    public long refusedReloads() {
        return live.status().refusedCount();
    }

    @Override
    public boolean isUpToDate() {
        ConfigurationStatus status = live.status();
        return status.problems().isEmpty();
    }

    /** What the properties and the environment say now. */
    static Overrides overrides() {
        return Overrides.of(System.getenv(), GivenSettings.over(properties()));
    }

    static Map<String, String> properties() {
        Properties properties = System.getProperties();
        Map<String, String> texts = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            texts.put(name, properties.getProperty(name));
        }
        return texts;
    }

    private static long pauseNanos(AgentLog log) {
        String text = AgentInstaller.setting(null, "breakwater.config.poll", "BREAKWATER_CONFIG_POLL");
        Long nanos = text == null ? null : PollInterval.nanos(text);
        if (text != null && nanos == null) {
            log.warn("config.poll: " + text + " (expected: " + PollInterval.expected() + "). The usual pause is taken");
        }
        return nanos == null ? ConfigSources.USUAL_PAUSE : nanos;
    }

    private static ConfigurationLog lines(AgentLog log) {
        return new ConfigurationLog() {
            @Override
            public void info(String line) {
                log.info(line);
            }

            @Override
            public void warn(String line) {
                log.warn(line);
            }
        };
    }

    /** {@link LiveConfiguration#watch} with the agent's rights. */
    private final class Watching implements PrivilegedAction<Boolean> {
        @Override
        public Boolean run() {
            try {
                live.watch();
            } catch (InterruptedException uninstalled) {
                // That is how it ends.
            }
            return true;
        }
    }
}
