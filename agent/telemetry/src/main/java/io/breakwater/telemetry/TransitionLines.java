package io.breakwater.telemetry;

import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.engine.time.Timer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one breaker. A transition is written at once unless one of the same direction was written within the period;
 * then it is held, and written with all that follow it until its time has come: {@code CLOSED -> OPEN -> HALF_OPEN -> CLOSED}.
 * So the lines make one chain of states, and the last of them ends with the state that the breaker has.
 *
 * <p>Thread-safety: thread-safe; transitions are rare, and what is done under the lock is short. Bounded: the last {@value
 * #MOST_STATES} states of a chain, the time of one line for each direction, and one task of the timer. Time: nanoseconds of
 * the given source.
 */
final class TransitionLines {
    private static final int MOST_STATES = 6;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long periodNanos;
    private final TimeSource time;
    private final Timer timer;
    private final Consumer<String> sink;
    private final Map<String, Long> nextLineNanos = new HashMap<>();
    /** Those before the last one of the chain that is held; empty if none is. */
    private final Deque<String> states = new ArrayDeque<>();

    private int forgotten;
    private @Nullable Transition newest;
    /** True if the one before it is still to come: threads that make two in quick succession may tell the second first. */
    private boolean isGapBeforeNewest;

    private long newestNanos;
    private boolean scheduled;

    TransitionLines(long periodNanos, TimeSource time, Timer timer, Consumer<String> sink) {
        this.periodNanos = periodNanos;
        this.time = time;
        this.timer = timer;
        this.sink = sink;
    }

    synchronized void add(Transition transition, long nowNanos) {
        Transition before = newest;
        if (before != null && isGapBeforeNewest && transition.leadsTo(before)) {
            isGapBeforeNewest = false;
            states.pollLast(); // the newest one's own, if it is still held
            hold(transition.from());
            hold(before.from());
            writeOrWait(before, nowNanos);
            return;
        }
        isGapBeforeNewest = before != null && !before.leadsTo(transition);
        hold(transition.from());
        newest = transition;
        newestNanos = nowNanos;
        writeOrWait(transition, nowNanos);
    }

    private void hold(String state) {
        states.add(state);
        if (states.size() > MOST_STATES) {
            states.remove();
            forgotten++;
        }
    }

    private synchronized void onTime() {
        scheduled = false;
        Transition last = newest;
        if (last != null && !states.isEmpty()) {
            writeOrWait(last, time.nanoTime());
        }
    }

    /** Writes what is held, whether its time has come or not. */
    synchronized void writeHeld() {
        Transition last = newest;
        if (last != null && !states.isEmpty()) {
            write(last, time.nanoTime());
        }
    }

    /** True if nothing is held, and the next transition would be written at once, of whatever direction. */
    synchronized boolean isIdle(long nowNanos) {
        nextLineNanos.values().removeIf(next -> nowNanos - next >= 0);
        return states.isEmpty() && nextLineNanos.isEmpty();
    }

    private void writeOrWait(Transition last, long nowNanos) {
        Long next = nextLineNanos.get(last.direction());
        long leftNanos = next == null ? 0 : next - nowNanos;
        if (leftNanos <= 0 || !(scheduled || schedule(leftNanos))) {
            write(last, nowNanos);
        }
    }

    /** False if no timer runs any more. */
    private boolean schedule(long delayNanos) {
        try {
            timer.schedule(delayNanos, new HeldLine());
            scheduled = true;
            return true;
        } catch (IllegalStateException closed) {
            return false;
        }
    }

    /** No call waits for a line of the log. */
    private final class HeldLine implements Timer.Upkeep {
        @Override
        public boolean isNeeded() {
            return false;
        }

        @Override
        public void run() {
            onTime();
        }
    }

    private void write(Transition last, long nowNanos) {
        String chain = String.join(Transition.ARROW, states);
        Intervention whole = last.after(forgotten == 0 ? chain : "(" + forgotten + " more)" + Transition.ARROW + chain);
        states.clear();
        forgotten = 0;
        nextLineNanos.put(last.direction(), nowNanos + periodNanos);
        sink.accept(LogLine.of(whole) + ago(nowNanos - newestNanos));
    }

    private static String ago(long nanos) {
        return nanos < NANOS_PER_SECOND ? "" : " (" + nanos / NANOS_PER_SECOND + " s ago)";
    }
}
