package io.breakwater.engine.pictures;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Calls and attempts of each second above, and what the retry budget would pay for below. */
final class BudgetPicture {
    private static final int LEFT = 130;
    private static final int TOP = 18;
    private static final int PANEL = 110;
    private static final int GAP = 16;

    private BudgetPicture() {}

    /** @param left retries that the budget would pay for, at each second */
    static String of(
            String title, Play play, List<Double> left, long downFromMillis, long downToMillis, long endMillis) {
        int bottom = TOP + 2 * PANEL + GAP;
        Svg svg = new Svg(TimeAxis.WIDTH, bottom + 30, title);
        TimeAxis axis = new TimeAxis(LEFT, endMillis, 5_000);
        svg.bar(axis.x(downFromMillis), axis.x(downToMillis), TOP, bottom - TOP, "shade");
        axis.draw(svg, TOP, bottom);
        svg.text((axis.x(downFromMillis) + axis.x(downToMillis)) / 2, TOP + 14, "small", "middle", "host is down");
        int seconds = (int) (endMillis / 1_000);
        double[] calls = new double[seconds];
        double[] attempts = new double[seconds];
        for (Lane lane : play.lanes) {
            count(calls, lane.startMillis);
            lane.attempts.forEach(attempt -> count(attempts, attempt.startMillis));
        }
        svg.text(14, TOP + 44, "head", "start", "a second:");
        legend(svg, TOP + 64, "first", "calls");
        legend(svg, TOP + 84, "second", "attempts");
        scale(svg, axis, TOP + PANEL, 60);
        curve(svg, axis, TOP + PANEL, 60, seconds, second -> calls[second], "first");
        curve(svg, axis, TOP + PANEL, 60, seconds, second -> attempts[second], "second");
        svg.text(14, TOP + PANEL + GAP + 44, "head", "start", "retries left");
        scale(svg, axis, bottom, 60);
        curve(svg, axis, bottom, 60, left.size(), left::get, "first");
        return svg.end();
    }

    private static void count(double[] perSecond, long atMillis) {
        int second = (int) (atMillis / 1_000);
        if (second < perSecond.length) {
            perSecond[second]++;
        }
    }

    private static void legend(Svg svg, double y, String style, String text) {
        svg.stroke(14, y - 4, 40, y - 4, style);
        svg.text(46, y, "", "start", text);
    }

    private static void scale(Svg svg, TimeAxis axis, double bottom, double highest) {
        for (double share = 0; share <= 1; share += 0.5) {
            double y = bottom - share * (PANEL - 20);
            svg.stroke(axis.left, y, axis.x(axis.endMillis), y, "grid");
            svg.text(axis.left - 8, y + 4, "small", "end", Integer.toString((int) (share * highest)));
        }
    }

    private static void curve(
            Svg svg,
            TimeAxis axis,
            double bottom,
            double highest,
            int points,
            IntToDoubleFunction value,
            String style) {
        StringBuilder line = new StringBuilder();
        for (int second = 0; second < points; second++) {
            double y = bottom - value.applyAsDouble(second) / highest * (PANEL - 20);
            line.append(Svg.number(axis.x(second * 1_000L)))
                    .append(',')
                    .append(Svg.number(y))
                    .append(' ');
        }
        svg.curve(line.toString().trim(), style);
    }
}
