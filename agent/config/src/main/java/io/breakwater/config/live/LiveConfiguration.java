package io.breakwater.config.live;

import io.breakwater.config.ConfigProblem;
import io.breakwater.config.Configuration;
import io.breakwater.config.ConfigurationChange;
import io.breakwater.config.ConfigurationLoader;
import io.breakwater.config.LoadResult;
import io.breakwater.config.Overrides;
import io.breakwater.config.source.ConfigSource;
import io.breakwater.config.source.SourceContent;
import io.breakwater.engine.time.TimeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The configuration in force. Something new at the source comes into force as a whole or is refused as a whole, each once;
 * what was refused changes nothing, and the next thing is looked at as if it had not been there.
 *
 * <p>Thread-safety: thread-safe. {@link #look} is for one thread alone, whose calls nothing guards: a source may be a URL.
 * Errors: no method throws; a mistake of ours is told by the log, and what was in force stays.
 */
public final class LiveConfiguration {
    private static final String BUILT_IN = "built-in";
    private static final long WITHOUT_SOURCE_NANOS = TimeUnit.HOURS.toNanos(1);

    private final @Nullable ConfigSource source;
    private final @Nullable SourceWatch watch;
    private final Supplier<Overrides> overrides;
    private final TimeSource time;
    private final ReloadLines lines;
    private final Requests requests = new Requests();

    private Consumer<Configuration> follower = ignored -> {};
    /** What the source had when that came into force; null if it is not from there. */
    private @Nullable SourceContent inForce;

    private Configuration started = Configuration.builtIn();
    private volatile Configuration current = started;
    private volatile ConfigurationStatus status;

    /**
     * @param source null for the built-in configuration
     * @param overrides asked at each reading
     * @param version of the agent, for the log; may be empty
     */
    public LiveConfiguration(
            @Nullable ConfigSource source,
            Supplier<Overrides> overrides,
            TimeSource time,
            ConfigurationLog log,
            String version) {
        this.source = source;
        this.watch = source == null ? null : new SourceWatch(source, time);
        this.overrides = overrides;
        this.time = time;
        String name = source == null ? BUILT_IN : source.name();
        this.lines = new ReloadLines(log, name, version);
        this.status = new ConfigurationStatus(
                name, true, time.nanoTime(), time.epochMillis(), 0, 0, 0, Collections.emptyList());
    }

    /** Reads the source for the first time, or leaves that to the first look if it may take long. To be called once. */
    public synchronized Configuration begin() {
        if (source != null && !source.isAtHand()) {
            // Overrides may be wrong for this, and right for what will come.
            Configuration meanwhile =
                    ConfigurationLoader.builtIn(overrides.get()).configuration();
            current = meanwhile == null ? current : meanwhile;
            lines.waiting();
        } else {
            ReloadReport unused = read(true);
        }
        started = current;
        return current;
    }

    /** From now on this one is told, by the thread that looks. What it throws means that it could not be applied. */
    public synchronized void follow(Consumer<Configuration> next) {
        follower = next;
    }

    public Configuration current() {
        return current;
    }

    public ConfigurationStatus status() {
        return status;
    }

    /** Looks at the source, and has what is new and has settled come into force. Returns the nanoseconds to the next look. */
    public synchronized long look() {
        if (watch == null) {
            return WITHOUT_SOURCE_NANOS;
        }
        try {
            SourceContent content = watch.look();
            if (content != null) {
                ReloadReport unused = take(content, false);
            }
            return watch.pauseNanos();
        } catch (Throwable bug) {
            ReloadReport unused = refuse(bug);
            return WITHOUT_SOURCE_NANOS / 60;
        }
    }

    /** Looks until the thread is interrupted, and serves those who ask for a reload meanwhile. */
    public void watch() throws InterruptedException {
        requests.serve(this::look);
    }

    /**
     * Reads the source now, whether anything has changed or not, with the overrides as they are now. Waits for the thread
     * that watches, if there is one, for up to 20 s.
     */
    public ReloadReport reload() {
        return requests.ask(() -> read(false));
    }

    /** Cuts off a look that waits for others. */
    public void close() {
        if (source != null) {
            source.close();
        }
    }

    private synchronized ReloadReport read(boolean isFirst) {
        try {
            if (watch == null) {
                return take(ConfigurationLoader.builtIn(overrides.get()), true, isFirst, true);
            }
            return take(watch.read(), isFirst);
        } catch (Throwable bug) {
            return refuse(bug);
        }
    }

    private ReloadReport take(SourceContent content, boolean isFirst) {
        SourceContent before = inForce;
        boolean isKnown = before != null && content.isSameAs(before);
        LoadResult result = ConfigurationLoader.loadFrom(content, overrides.get());
        ReloadReport report = take(result, content.isReached(), isFirst, isKnown);
        if (report.result() == ReloadReport.Result.APPLIED) {
            inForce = content;
        }
        return report;
    }

    /** @param isKnown true if the source has what is in force; overrides may be others */
    private ReloadReport take(LoadResult result, boolean isReached, boolean isFirst, boolean isKnown) {
        Configuration next = result.configuration();
        if (next == null || !result.problems().isEmpty()) {
            lines.problems(result.problems(), isReached, status.isBuiltIn());
            return refuse(texts(result.problems()));
        }
        ConfigurationChange change = ConfigurationChange.between(current, next);
        if (isKnown && !isFirst && change.summary().isEmpty()) {
            if (!status.problems().isEmpty()) {
                lines.sameAgain();
            }
            status = status.good();
            return new ReloadReport(ReloadReport.Result.UNCHANGED, "nothing has changed", Collections.emptyList());
        }
        follower.accept(next);
        lines.notices(result.notices());
        if (isFirst) {
            lines.active(source != null);
        } else {
            lines.inForce(change, change.lookedAtOnce(started), source == null || source.isAtHand());
        }
        current = next;
        status = status.applied(source == null, !isFirst, time.nanoTime(), time.epochMillis());
        return new ReloadReport(ReloadReport.Result.APPLIED, change.summary(), Collections.emptyList());
    }

    private ReloadReport refuse(List<String> why) {
        status = status.refused(why, time.epochMillis());
        String summary = why.size() + (why.size() == 1 ? " problem" : " problems");
        return new ReloadReport(ReloadReport.Result.REFUSED, summary, why);
    }

    /** A mistake of ours; what was in force stays. */
    private ReloadReport refuse(Throwable bug) {
        lines.notApplied(bug);
        return refuse(Collections.singletonList(ReloadLine.NOT_APPLIED.words() + ": " + bug));
    }

    private static List<String> texts(List<ConfigProblem> problems) {
        List<String> texts = new ArrayList<>(problems.size());
        for (ConfigProblem problem : problems) {
            texts.add(problem.toString());
        }
        return texts;
    }
}
