package io.breakwater.telemetry.history;

import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.metrics.Metrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The last quarter of an hour of each destination, second by second. Costs calls nothing: it reads the counters.
 *
 * <p>Bounded: {@value #MOST_HOSTS} destinations of {@value #SECONDS} seconds, about 40 KB each. If there are more, the one
 * that has been idle for longest makes room, once it has been idle for all that time.
 *
 * <p>Thread-safety: thread-safe. Time: seconds of the engine's clock, from the first {@link #sample}; a second in which
 * nobody sampled has no values.
 */
public final class History {
    static final int SECONDS = 900;
    static final int MOST_HOSTS = 200;
    private static final HostTotals NOTHING = new HostTotals();

    private final Metrics metrics;
    private final TimeSource time;
    private final long startNanos;
    private final Map<String, HostHistory> hosts = new HashMap<>();
    private Map<String, HostTotals> last;
    private long newest = -1;

    /** What was counted before is of no second of ours. */
    public History(Metrics metrics, TimeSource time) {
        this.metrics = metrics;
        this.time = time;
        this.startNanos = time.nanoTime();
        this.last = Totals.of(metrics.read()).byHost;
    }

    /** To be called about once a second. What happened since the last time counts for this second. */
    public synchronized void sample() {
        long second = TimeUnit.NANOSECONDS.toSeconds(time.nanoTime() - startNanos);
        if (second <= newest) {
            return;
        }
        for (long missed = Math.max(newest + 1, second - SECONDS + 1); missed < second; missed++) {
            for (HostHistory host : hosts.values()) {
                host.skip(missed);
            }
        }
        newest = second;
        Map<String, HostTotals> now = Totals.of(metrics.read()).byHost;
        now.forEach((name, totals) -> add(name, second, totals));
        last = now;
    }

    /** A destination that has no curves gets them with its next call. */
    private void add(String name, long second, HostTotals now) {
        HostTotals before = last.getOrDefault(name, NOTHING);
        HostHistory host = hosts.get(name);
        if (host == null && now.calls() > before.calls() && (hosts.size() < MOST_HOSTS || makeRoom(second))) {
            host = new HostHistory(SECONDS);
            hosts.put(name, host);
        }
        if (host != null) {
            host.add(second, before, now);
        }
    }

    private boolean makeRoom(long second) {
        String idle = null;
        long since = second - SECONDS;
        for (Map.Entry<String, HostHistory> host : hosts.entrySet()) {
            if (host.getValue().lastCallSecond() <= since) {
                idle = host.getKey();
                since = host.getValue().lastCallSecond();
            }
        }
        return idle != null && hosts.remove(idle) != null;
    }

    /** Those that have curves, by name. */
    public synchronized List<String> destinations() {
        return new ArrayList<>(new TreeSet<>(hosts.keySet()));
    }

    /** The second of the last sample, or -1 before the first. */
    public synchronized long newestSecond() {
        return newest;
    }

    /** The first second that is still kept, or 0. */
    public synchronized long oldestSecond() {
        return Math.max(0, newest - SECONDS + 1);
    }

    /**
     * The values of some seconds, oldest first; {@link Float#NaN} where nothing was measured. Empty if the destination has no
     * curves.
     *
     * @param from the first second, not before {@link #oldestSecond}
     * @param to the last one, not after {@link #newestSecond}
     */
    public synchronized float[] values(String destination, Curve curve, long from, long to) {
        HostHistory host = hosts.get(destination);
        long first = Math.max(from, Math.max(0, newest - SECONDS + 1));
        long last = Math.min(to, newest);
        if (host == null || first > last) {
            return new float[0];
        }
        float[] values = new float[(int) (last - first + 1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = host.get(curve, first + i);
        }
        return values;
    }
}
