package io.breakwater.tooling;

import io.breakwater.config.ConfigProblem;
import io.breakwater.config.Configuration;
import io.breakwater.config.ConfigurationLoader;
import io.breakwater.config.LoadResult;
import io.breakwater.config.Overrides;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Observers;
import io.breakwater.engine.event.InterventionListener;
import io.breakwater.engine.policy.DeadlinePolicy;
import io.breakwater.engine.policy.TracingScope;
import io.breakwater.engine.time.Pause;
import io.breakwater.engine.time.Randomness;
import io.breakwater.engine.time.Surroundings;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.CompositeListener;
import io.breakwater.telemetry.LogListener;
import io.breakwater.telemetry.metrics.Meters;
import io.breakwater.telemetry.metrics.Metrics;
import io.breakwater.telemetry.metrics.outlet.MetricOutlets;
import io.breakwater.telemetry.metrics.outlet.MetricSettings;
import io.breakwater.telemetry.tracing.ApiSightings;
import io.breakwater.telemetry.tracing.OpenTelemetryContext;
import io.breakwater.telemetry.tracing.SpanTracer;
import io.breakwater.telemetry.tracing.export.OtelSettings;
import io.breakwater.telemetry.tracing.export.SpanExport;
import io.breakwater.tooling.control.AgentControl;
import io.breakwater.tooling.page.PageOutlet;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
    private final ApiSightings sightings;
    private final AgentLog log;
    private List<String> problems = Collections.emptyList();
    private volatile @Nullable Engine engine;
    private volatile @Nullable LogListener written;
    private volatile @Nullable MetricOutlets outlets;
    private volatile @Nullable SpanExport export;
    private volatile @Nullable PageOutlet page;
    private final ControlStart control;

    /**
     * @param file the configuration, or null for the built-in one
     * @param sightings where OpenTelemetry has been seen
     * @param control how it is steered
     */
    EngineStart(@Nullable File file, DaemonTimer timer, ApiSightings sightings, ControlStart control, AgentLog log) {
        this.file = file;
        this.timer = timer;
        this.sightings = sightings;
        this.control = control;
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

    /** To be called every few seconds by a daemon thread that carries nothing of the application's. */
    void tick() {
        MetricOutlets current = outlets;
        if (current != null) {
            current.tick();
        }
        control.tick();
        PageOutlet shown = page;
        if (shown != null) {
            shown.tick();
        }
    }

    /** Sends the traces that are recorded by now, and waits for it that long. */
    void flush(long nanos) throws InterruptedException {
        SpanExport exporting = export;
        if (exporting != null) {
            exporting.flush(nanos);
        }
    }

    /** Takes away what others can read of us, and sends no trace any more. */
    void close() {
        MetricOutlets current = outlets;
        if (current != null) {
            current.close();
        }
        SpanExport exporting = export;
        if (exporting != null) {
            exporting.close();
        }
        control.close();
        PageOutlet shown = page;
        if (shown != null) {
            shown.close();
        }
    }

    private Engine create() {
        TimeSource time = TimeSource.system();
        LogListener lines = new LogListener(time, timer, log::line);
        written = lines;
        Configuration configuration = configuration();
        // The engine keeps as many again for destinations that the configuration names.
        Meters meters = new Meters(2 * configuration.maxDestinations());
        InterventionListener listener = CompositeListener.of(lines, meters);
        Surroundings surroundings = new Surroundings(time, Pause.system(), timer, Randomness.system());
        OpenTelemetryContext context = new OpenTelemetryContext(sightings, time, this::inboundDeadlines);
        Observers observers = Observers.of(listener).withContext(context).withMeters(meters);
        Engine created =
                new Engine(surroundings, withTracer(observers, context, configuration.tracing()), configuration);
        String mode = configuration.mode().name().toLowerCase(Locale.ROOT);
        Metrics metrics = new Metrics(meters, created::destinations, version(), mode);
        MetricSettings settings = new MetricSettings(configuration.prometheusPort(), configuration.hasMBeans());
        outlets = new MetricOutlets(settings, metrics, time, log::warn);
        control.begin(created, configuration, new StartedWith(file, problems, time.epochMillis()), metrics, version());
        page = page(metrics, configuration);
        return created;
    }

    private @Nullable PageOutlet page(Metrics metrics, Configuration configuration) {
        AgentControl current = control.control();
        if (current == null) {
            return null;
        }
        PageOutlet outlet = new PageOutlet(current, metrics, TimeSource.system(), log::warn);
        outlet.configure(configuration.pagePort(), configuration.pageToken());
        return outlet;
    }

    private static String version() {
        String version = EngineStart.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }

    private Observers withTracer(Observers observers, OpenTelemetryContext context, TracingScope scope) {
        if (scope == TracingScope.NONE) {
            return observers;
        }
        SpanExport exporting = SpanExport.of(new OtelSettings(System.getenv(), properties()), timer, log::warn);
        export = exporting;
        return observers.withTracer(new SpanTracer(context, TimeSource.system(), () -> scope, exporting));
    }

    private DeadlinePolicy inboundDeadlines() {
        Engine current = engine;
        return current == null ? DeadlinePolicy.DISABLED : current.inbound().deadline();
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
            String version = version();
            log.info((version.isEmpty() ? "" : version + " ") + "is active with "
                    + (file == null ? "the built-in configuration: observing only" : file));
            return configuration;
        }
        problems = texts(result.problems());
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

    private static List<String> texts(List<ConfigProblem> problems) {
        List<String> texts = new ArrayList<>();
        problems.forEach(problem -> texts.add(problem.toString()));
        return texts;
    }

    static Overrides overrides() {
        return Overrides.of(System.getenv(), properties());
    }

    private static Map<String, String> properties() {
        Properties properties = System.getProperties();
        Map<String, String> texts = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            texts.put(name, properties.getProperty(name));
        }
        return texts;
    }
}
