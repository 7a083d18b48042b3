package io.breakwater.engine.pictures;

import static java.util.Objects.requireNonNull;

import io.breakwater.engine.Outcome;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.event.CallTrace;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One call of a picture, as the engine told of it: this is its trace.
 *
 * <p>Thread-safety: confined to the thread that plays. Time: milliseconds since the play began.
 */
final class Lane implements CallTrace {
    final String title;
    final long startMillis;
    final @Nullable Long deadlineMillis;
    final List<Attempt> attempts = new ArrayList<>();
    private final Play play;
    private final List<Line> lines = new ArrayList<>();
    private @Nullable String result;
    long endMillis;
    boolean isRefused;

    Lane(Play play, String title, @Nullable Long deadlineMillis) {
        this.play = play;
        this.title = title;
        this.startMillis = play.millis();
        this.deadlineMillis = deadlineMillis;
    }

    @Override
    public void onIntervention(Intervention intervention, long nowNanos) {
        if (intervention.kind() != InterventionKind.CIRCUIT_TRANSITION) {
            String word = (intervention.isEnforced() ? "" : "would ")
                    + intervention.kind().word();
            String wait =
                    intervention.waitNanos() == 0 ? "" : ", waits " + Play.toMillis(intervention.waitNanos()) + " ms";
            lines.add(new Line(play.millis(nowNanos), 1, word + ": " + intervention.reason() + wait));
        }
    }

    @Override
    public Scope enterAttempt(int attempt, @Nullable String member) {
        return Scope.NONE;
    }

    @Override
    public void onAttempt(int attempt, Outcome outcome, long startNanos, long endNanos) {
        Attempt told = new Attempt(play.millis(startNanos), play.millis(endNanos), outcome);
        attempts.add(told);
        lines.add(
                new Line(told.startMillis, 0, "attempt " + attempt + ", until " + told.endMillis + " ms: " + outcome));
    }

    @Override
    public void onEnd(@Nullable Outcome outcome, boolean rejected, int count, long nowNanos) {
        endMillis = play.millis(nowNanos);
        isRefused = rejected;
    }

    @Override
    public @Nullable String traceParent() {
        return null;
    }

    /** What the application got. */
    void ends(String what) {
        result = what;
        lines.add(new Line(endMillis, 2, "the application gets: " + what));
    }

    String result() {
        return requireNonNull(result, title);
    }

    /** The call in words, one line for each thing that happened. */
    List<String> story() {
        List<String> story = new ArrayList<>();
        story.add(title);
        story.addAll(lines.stream()
                .sorted(Comparator.comparingLong((Line line) -> line.atMillis).thenComparingInt(line -> line.order))
                .map(line -> String.format(Locale.ROOT, "%7d ms  %s", line.atMillis, line.text))
                .collect(Collectors.toList()));
        return story;
    }

    /** An attempt. */
    static final class Attempt {
        final long startMillis;
        final long endMillis;
        final Outcome outcome;

        Attempt(long startMillis, long endMillis, Outcome outcome) {
            this.startMillis = startMillis;
            this.endMillis = endMillis;
            this.outcome = outcome;
        }

        boolean isSuccess() {
            return outcome.failure() == null && outcome.status() < 400;
        }

        /** Short enough to stand in a bar. */
        String label() {
            return outcome.status() > 0 ? Integer.toString(outcome.status()) : outcome.toString();
        }
    }

    private static final class Line {
        final long atMillis;
        final int order;
        final String text;

        Line(long atMillis, int order, String text) {
            this.atMillis = atMillis;
            this.order = order;
            this.text = text;
        }
    }
}
