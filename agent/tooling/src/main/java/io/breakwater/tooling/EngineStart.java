package io.breakwater.tooling;

import io.breakwater.config.ConfigProblem;
import io.breakwater.config.Configuration;
import io.breakwater.config.ConfigurationLoader;
import io.breakwater.config.LoadResult;
import io.breakwater.config.Overrides;
import io.breakwater.engine.Engine;
import io.breakwater.engine.event.InterventionListener;
import io.breakwater.engine.time.Pause;
import io.breakwater.engine.time.Randomness;
import io.breakwater.engine.time.Surroundings;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.CompositeListener;
import io.breakwater.telemetry.InterventionCounters;
import io.breakwater.telemetry.LogListener;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration and builds the engine, once, when the first adapter asks for it or shortly after the start,
 * whichever comes first. Neither lies on the way to the application's main method.
 *
 * <p>Thread-safety: {@link #engine} is called with the loading gate held. Errors: a configuration with problems is
 * refused as a whole, and the agent observes.
 */
final class EngineStart {
    private static final int MAX_PROBLEMS = 50;

    private final @Nullable File file;
    private final DaemonTimer timer;
    private final AgentLog log;
    private volatile @Nullable Engine engine;
    private volatile @Nullable LogListener written;

    /** @param file the configuration, or null for the built-in one */
    EngineStart(@Nullable File file, DaemonTimer timer, AgentLog log) {
        this.file = file;
        this.timer = timer;
        this.log = log;
    }

    Engine engine() {
        Engine current = engine;
        if (current == null) {
            current = create();
            engine = current;
        }
        return current;
    }

    /** Counts a bug of ours; without an engine there is nothing yet to count it. */
    void countFailOpen(String where, Throwable bug) {
        Engine current = engine;
        if (current != null) {
            current.failedOpen(where, bug);
        }
    }

    /** Hands the log what waits for its time, because that will not come. */
    void writeHeldLines() {
        LogListener lines = written;
        if (lines != null) {
            lines.writeHeld();
        }
    }

    private Engine create() {
        TimeSource time = TimeSource.system();
        LogListener lines = new LogListener(time, timer, log::line);
        written = lines;
        InterventionListener listener = CompositeListener.of(lines, new InterventionCounters());
        Surroundings surroundings = new Surroundings(time, Pause.system(), timer, Randomness.system());
        return new Engine(surroundings, listener, configuration());
    }

    private Configuration configuration() {
        Path path;
        try {
            path = file == null ? null : file.toPath();
        } catch (InvalidPathException unknownCharacters) {
            log.warn(
                    file + ": " + unknownCharacters.getReason()
                            + " (expected: a name in the encoding of this JVM). Start it with a UTF-8 locale, or rename the file");
            log.warn("the configuration is refused; observing only");
            return Configuration.builtIn();
        }
        LoadResult result = ConfigurationLoader.load(path, overrides());
        for (ConfigProblem notice : result.notices()) {
            if (notice.isOutsideTheFile()) {
                log.warn(notice.toString()); // no check of the file tells of it
            } else {
                log.info(notice.toString());
            }
        }
        Configuration configuration = result.configuration();
        if (configuration != null && result.problems().isEmpty()) {
            String version = EngineStart.class.getPackage().getImplementationVersion();
            log.info((version == null ? "" : version + " ") + "is active with "
                    + (file == null ? "the built-in configuration: observing only" : file));
            return configuration;
        }
        int told = Math.min(MAX_PROBLEMS, result.problems().size());
        for (ConfigProblem problem : result.problems().subList(0, told)) {
            log.warn(problem.toString());
        }
        if (told < result.problems().size()) {
            log.warn("and " + (result.problems().size() - told) + " more problems; the command check lists them all");
        }
        log.warn("the configuration is refused; observing only");
        return Configuration.builtIn();
    }

    static Overrides overrides() {
        Properties properties = System.getProperties();
        Map<String, String> texts = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            texts.put(name, properties.getProperty(name));
        }
        return Overrides.of(System.getenv(), texts);
    }
}
