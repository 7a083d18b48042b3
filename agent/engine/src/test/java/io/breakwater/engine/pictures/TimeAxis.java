package io.breakwater.engine.pictures;

/** From milliseconds to the place on the page. Thread-safety: immutable. */
final class TimeAxis {
    static final int WIDTH = 900;
    private static final int RIGHT = 36;

    final double left;
    final long endMillis;
    private final long stepMillis;

    TimeAxis(double left, long endMillis, long stepMillis) {
        this.left = left;
        this.endMillis = endMillis;
        this.stepMillis = stepMillis;
    }

    double x(long millis) {
        return left + (WIDTH - RIGHT - left) * millis / endMillis;
    }

    /** The grid from top to bottom, with the times below it. */
    void draw(Svg svg, double top, double bottom) {
        for (long at = 0; at <= endMillis; at += stepMillis) {
            svg.stroke(x(at), top, x(at), bottom, "grid");
            boolean inSeconds = stepMillis >= 1_000;
            svg.text(x(at), bottom + 16, "small", "middle", inSeconds ? at / 1_000 + " s" : at + " ms");
        }
    }
}
