package io.breakwater.engine.pictures;

import java.util.List;

/**
 * Calls as lanes: a bar is an attempt, a dashed line a wait, a cross a refusal. Behind the end of each stands what the
 * application got, and a violet line is the moment at which the caller stops waiting.
 */
final class LanesPicture {
    private static final int LEFT = 230;
    private static final int TOP = 18;
    private static final int ROW = 40;
    private static final int BAR = 20;
    private static final double LETTER = 6.4;

    private LanesPicture() {}

    static String of(String title, List<Lane> lanes, long endMillis, long stepMillis) {
        int bottom = TOP + lanes.size() * ROW;
        Svg svg = new Svg(TimeAxis.WIDTH, bottom + 30, title);
        TimeAxis axis = new TimeAxis(LEFT, endMillis, stepMillis);
        axis.draw(svg, TOP, bottom);
        double y = TOP + (ROW - BAR) / 2.0;
        for (Lane lane : lanes) {
            draw(svg, axis, lane, y);
            y += ROW;
        }
        return svg.end();
    }

    private static void draw(Svg svg, TimeAxis axis, Lane lane, double y) {
        svg.text(14, y + 14, "", "start", lane.title);
        double middle = y + BAR / 2.0;
        long from = lane.startMillis;
        for (Lane.Attempt attempt : lane.attempts) {
            svg.stroke(axis.x(from), middle, axis.x(attempt.startMillis), middle, "wait");
            double left = axis.x(attempt.startMillis);
            double right = axis.x(attempt.endMillis);
            svg.bar(left, right, y, BAR, attempt.isSuccess() ? "good" : "bad");
            if (right - left > attempt.label().length() * LETTER) {
                svg.text((left + right) / 2, y + 14, "small", "middle", attempt.label());
            }
            from = attempt.endMillis;
        }
        svg.stroke(axis.x(from), middle, axis.x(lane.endMillis), middle, "wait");
        double end = axis.x(lane.endMillis);
        if (lane.isRefused) {
            svg.cross(end, middle, 5);
        }
        if (lane.deadlineMillis != null) {
            double limit = axis.x(lane.deadlineMillis);
            svg.stroke(limit, y - 6, limit, y + BAR + 6, "limit");
            end = limit < end + 70 ? Math.max(end, limit) : end;
        }
        svg.text(end + 9, y + 14, "head", "start", lane.result());
    }
}
