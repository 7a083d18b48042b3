package io.breakwater.engine.pictures;

import java.util.Locale;

/**
 * A drawing on a card of its own, so that it can be read on a light page and on a dark one; colours follow the reader's
 * scheme, and nothing is told by colour alone.
 */
final class Svg {
    private static final String STYLE = String.join(
            "\n",
            "<style>",
            "text { font: 12px sans-serif; fill: #1f2933; }",
            ".small { font-size: 11px; }",
            ".head { font-weight: bold; }",
            ".card { fill: #ffffff; stroke: #cbd2d9; }",
            ".grid { stroke: #e4e7eb; }",
            ".good { fill: #c6ead4; stroke: #1e7d45; }",
            ".bad { fill: #fbd5d5; stroke: #b42318; }",
            ".wait { stroke: #7b8794; stroke-dasharray: 3 3; }",
            ".refused { stroke: #b42318; stroke-width: 2; }",
            ".limit { stroke: #8a4baf; stroke-width: 2; }",
            ".limit-text { fill: #6f3a90; }",
            ".first { fill: none; stroke: #1e7d45; stroke-width: 2; }",
            ".second { fill: none; stroke: #b42318; stroke-width: 2; stroke-dasharray: 6 3; }",
            ".neutral { fill: #e4e7eb; stroke: #7b8794; }",
            ".shade { fill: #f0f2f5; }",
            "@media (prefers-color-scheme: dark) {",
            "  text { fill: #e4e7eb; }",
            "  .card { fill: #1b222b; stroke: #3e4c59; }",
            "  .grid { stroke: #323f4b; }",
            "  .good { fill: #14532d; stroke: #6fcf97; }",
            "  .bad { fill: #6b1d1d; stroke: #f4978e; }",
            "  .wait { stroke: #9aa5b1; }",
            "  .refused { stroke: #f4978e; }",
            "  .limit { stroke: #c79be0; }",
            "  .limit-text { fill: #d9bbea; }",
            "  .first { stroke: #6fcf97; }",
            "  .second { stroke: #f4978e; }",
            "  .neutral { fill: #323f4b; stroke: #9aa5b1; }",
            "  .shade { fill: #262f3a; }",
            "}",
            "</style>");

    private final StringBuilder out = new StringBuilder();

    Svg(int width, int height, String title) {
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">",
                width, height, width, height);
        line("<title>%s</title>", escaped(title));
        out.append(STYLE).append('\n');
        line("<rect class=\"card\" x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" rx=\"6\"/>", width - 1, height - 1);
    }

    void text(double x, double y, String style, String anchor, String text) {
        line(
                "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>",
                style, number(x), number(y), anchor, escaped(text));
    }

    void bar(double fromX, double toX, double y, double height, String style) {
        line(
                "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"2\"/>",
                style, number(fromX), number(y), number(Math.max(1, toX - fromX)), number(height));
    }

    void stroke(double fromX, double fromY, double toX, double toY, String style) {
        line(
                "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>",
                style, number(fromX), number(fromY), number(toX), number(toY));
    }

    void cross(double x, double y, double size) {
        stroke(x - size, y - size, x + size, y + size, "refused");
        stroke(x - size, y + size, x + size, y - size, "refused");
    }

    /** Points as {@code x,y x,y}. */
    void curve(String points, String style) {
        line("<polyline class=\"%s\" points=\"%s\"/>", style, points);
    }

    String end() {
        out.append("</svg>\n");
        return out.toString();
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void line(String format, Object... arguments) {
        out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
