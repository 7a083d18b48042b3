package io.breakwater.engine.pictures;

import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A breaker over time: its state as a band, and below it every call by what became of it. */
final class BreakerPicture {
    private static final int LEFT = 130;
    private static final int BAND = 26;
    private static final int ROW = 34;
    private static final int TOP = 18;

    private BreakerPicture() {}

    static String of(String title, Play play, long downFromMillis, long downToMillis, long endMillis) {
        int bottom = TOP + 4 * ROW + BAND;
        Svg svg = new Svg(TimeAxis.WIDTH, bottom + 30, title);
        TimeAxis axis = new TimeAxis(LEFT, endMillis, 2_000);
        axis.draw(svg, TOP, bottom);
        svg.text(14, TOP + 17, "head", "start", "host is down");
        svg.bar(axis.x(downFromMillis), axis.x(downToMillis), TOP + 4, BAND - 8, "neutral");
        svg.text(14, TOP + ROW + 17, "head", "start", "circuit breaker");
        states(svg, axis, play, endMillis);
        String[] rows = {"calls answered", "calls failed", "calls refused"};
        for (int row = 0; row < rows.length; row++) {
            svg.text(14, TOP + (row + 2) * ROW + 14, "", "start", rows[row]);
        }
        for (Lane lane : play.lanes) {
            double x = axis.x(lane.startMillis);
            if (lane.isRefused) {
                svg.cross(x, TOP + 4 * ROW + 10, 2);
            } else {
                boolean isSuccess = lane.attempts.get(0).isSuccess();
                double y = TOP + (isSuccess ? 2 : 3) * ROW + 4;
                svg.bar(x - 1.5, x + 1.5, y, 12, isSuccess ? "good" : "bad");
            }
        }
        return svg.end();
    }

    private static void states(Svg svg, TimeAxis axis, Play play, long endMillis) {
        double y = TOP + ROW;
        String state = "CLOSED";
        long since = 0;
        for (Transition transition : transitions(play)) {
            state(svg, axis, state, since, transition.atMillis, y);
            state = transition.to();
            since = transition.atMillis;
        }
        state(svg, axis, state, since, endMillis, y);
    }

    private static void state(Svg svg, TimeAxis axis, String state, long fromMillis, long toMillis, double y) {
        double from = axis.x(fromMillis);
        double to = axis.x(toMillis);
        svg.bar(from, to, y, BAND - 4, state.equals("CLOSED") ? "good" : state.equals("OPEN") ? "bad" : "neutral");
        if (to - from > 50) {
            svg.text((from + to) / 2, y + 15, "small", "middle", state);
        }
    }

    static List<Transition> transitions(Play play) {
        List<Transition> transitions = new ArrayList<>();
        for (int i = 0; i < play.told.size(); i++) {
            Intervention intervention = play.told.get(i);
            if (intervention.kind() == InterventionKind.CIRCUIT_TRANSITION) {
                transitions.add(
                        new Transition(play.toldAtMillis.get(i), intervention.reason(), intervention.waitNanos()));
            }
        }
        return transitions;
    }

    /** A change of the breaker's state, as the listener was told of it. */
    static final class Transition {
        final long atMillis;
        private final String reason;
        private final long openNanos;

        Transition(long atMillis, String reason, long openNanos) {
            this.atMillis = atMillis;
            this.reason = reason;
            this.openNanos = openNanos;
        }

        /** {@code OPEN} of {@code CLOSED -> OPEN: 5 consecutive failures}. */
        String to() {
            int from = reason.indexOf("-> ") + 3;
            int colon = reason.indexOf(':');
            return reason.substring(from, colon < 0 ? reason.length() : colon);
        }

        String line() {
            String open = openNanos == 0 ? "" : ", for " + Play.toMillis(openNanos) + " ms";
            return String.format(Locale.ROOT, "%7d ms  %s%s", atMillis, reason, open);
        }
    }
}
