package io.breakwater.tooling;

import io.breakwater.config.Configuration;
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
import io.breakwater.telemetry.export.OtelSettings;
import io.breakwater.telemetry.metrics.Meters;
import io.breakwater.telemetry.metrics.Metrics;
import io.breakwater.telemetry.metrics.outlet.MetricOutlets;
import io.breakwater.telemetry.metrics.outlet.MetricSettings;
import io.breakwater.telemetry.observe.Observations;
import io.breakwater.telemetry.tracing.ApiSightings;
import io.breakwater.telemetry.tracing.OpenTelemetryContext;
import io.breakwater.telemetry.tracing.SpanTracer;
import io.breakwater.telemetry.tracing.export.SpanExport;
import io.breakwater.tooling.control.AgentControl;
import io.breakwater.tooling.page.PageOutlet;
import io.breakwater.tooling.suggest.LearnedSettings;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration and builds the engine, once, when the first adapter asks for it or shortly after the start,
 * whichever comes first. Neither lies on the way to the application's main method.
 *
 * <p>Thread-safety: {@link #engine} is called with the loading gate held. Errors: a configuration with problems is
 * refused as a whole, and the agent observes.
 */
final class EngineStart {
    private final @Nullable String location;
    private final DaemonTimer timer;
    private final ApiSightings sightings;
    private final AgentLog log;
    private volatile @Nullable Engine engine;
    private volatile @Nullable LogListener written;
    private volatile @Nullable MetricOutlets outlets;
    private volatile @Nullable SpanExport export;
    private volatile @Nullable ProcessConfiguration configuration;
    private volatile TracingScope tracing = TracingScope.NONE;
    private volatile @Nullable PageOutlet page;
    private volatile @Nullable LearnedSettings learned;
    private final ControlStart control;
    private final CountedPause pauses = new CountedPause(Pause.system());
    private volatile @Nullable OpenTelemetryContext callers;

    /**
     * @param location of the configuration, a path or a URL; null for the built-in one
     * @param sightings where OpenTelemetry has been seen
     * @param control how it is steered
     */
    EngineStart(
            @Nullable String location, DaemonTimer timer, ApiSightings sightings, ControlStart control, AgentLog log) {
        this.location = location;
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

    /** From now on nothing guards a call. Returns who counts those under way, or null if there never was one. */
    @Nullable
    CallsUnderWay admitNoMore() {
        Engine current = engine;
        if (current == null) {
            return null;
        }
        current.admitNoMore();
        return new CallsUnderWay(current, pauses, timer);
    }

    /** The configuration in force, in a few words; empty before the engine is there. */
    String inForce() {
        ProcessConfiguration current = configuration;
        return current == null || engine == null ? "" : current.inWords();
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
        LearnedSettings settings = learned;
        if (settings != null) {
            settings.tick();
        }
    }

    /** Writes what the configuration may want to be written at the end. */
    void writeReport() {
        LearnedSettings settings = learned;
        if (settings != null) {
            settings.writeReport();
        }
    }

    /** Sends the traces and metrics that are recorded by now, and waits for it that long. */
    void flush(long nanos) throws InterruptedException {
        long startNanos = System.nanoTime();
        SpanExport exporting = export;
        if (exporting != null) {
            exporting.flush(nanos);
        }
        MetricOutlets current = outlets;
        if (current != null) {
            current.flush(nanos - (System.nanoTime() - startNanos));
        }
    }

    /** Takes away what others can read of us, and sends no trace and reads no configuration any more. */
    void close() {
        ProcessConfiguration watched = configuration;
        if (watched != null) {
            watched.close();
        }
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
        OpenTelemetryContext context = callers;
        if (context != null) {
            context.forget();
        }
    }

    private Engine create() {
        TimeSource time = TimeSource.system();
        LogListener lines = new LogListener(time, timer, log::line);
        written = lines;
        ProcessConfiguration source = new ProcessConfiguration(location, time, log, version());
        configuration = source;
        Configuration first = source.live().begin();
        // The engine keeps as many again for destinations that the configuration names.
        Meters meters = new Meters(mostMeters(first));
        Observations observations = new Observations(meters, time, first.recording());
        InterventionListener listener = CompositeListener.of(lines, meters);
        Surroundings surroundings = new Surroundings(time, pauses, timer, Randomness.system());
        OpenTelemetryContext context = new OpenTelemetryContext(sightings, time, this::inboundDeadlines);
        callers = context;
        OtelSettings otel = new OtelSettings(System.getenv(), ProcessConfiguration.properties());
        Observers observers = Observers.of(listener).withContext(context).withMeters(observations);
        tracing = first.tracing();
        Engine created = new Engine(surroundings, withTracer(observers, context, first.tracing(), otel), first);
        Metrics metrics = new Metrics(meters, created::destinations, version(), source).with(observations);
        MetricOutlets opening = new MetricOutlets(metricSettings(first), metrics, time, log::warn)
                .withOpenTelemetry(context::instruments, otel, metrics);
        outlets = opening;
        AgentControl operated = control.begin(created, first, new LiveInForce(source.live()), metrics, version());
        learned = control.learnFrom(observations, created);
        PageOutlet showing = new PageOutlet(operated, metrics, time, log::warn);
        showing.configure(first.pagePort(), first.pageToken());
        page = showing;
        operated.detachWith(by -> AgentInstaller.detach(AgentInstaller.USUAL_WAIT_MILLIS, by));
        source.live().follow(next -> {
            control.follow(next);
            tracing = next.tracing();
            meters.limit(mostMeters(next));
            opening.change(metricSettings(next));
            showing.configure(next.pagePort(), next.pageToken());
        });
        source.watchFrom(timer);
        return created;
    }

    private static int mostMeters(Configuration configuration) {
        return 2 * configuration.maxDestinations();
    }

    private static MetricSettings metricSettings(Configuration configuration) {
        return new MetricSettings(configuration.prometheusPort(), configuration.hasMBeans());
    }

    static String version() {
        String version = EngineStart.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }

    private Observers withTracer(
            Observers observers, OpenTelemetryContext context, TracingScope scope, OtelSettings otel) {
        if (scope == TracingScope.NONE) {
            return observers;
        }
        SpanExport exporting = SpanExport.of(otel, timer, log::warn);
        export = exporting;
        return observers.withTracer(new SpanTracer(context, TimeSource.system(), () -> tracing, exporting));
    }

    private DeadlinePolicy inboundDeadlines() {
        Engine current = engine;
        return current == null ? DeadlinePolicy.DISABLED : current.inbound().deadline();
    }
}
