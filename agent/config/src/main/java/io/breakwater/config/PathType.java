package io.breakwater.config;

import io.breakwater.config.match.PathPattern;
import io.breakwater.config.match.PatternException;
import org.jspecify.annotations.Nullable;

/** A pattern of paths. Thread-safety: immutable. */
final class PathType implements ValueType<PathPattern> {

    @Override
    public @Nullable PathPattern read(Cursor cursor) {
        String text = cursor.text(expected());
        if (text == null) {
            return null;
        }
        try {
            return PathPattern.parse(text);
        } catch (PatternException e) {
            cursor.refuseShown(e.shown(), e.expected(), e.wayOut());
            return null;
        }
    }

    @Override
    public String show(PathPattern value) {
        return value.toString();
    }

    @Override
    public Schema schema() {
        return Schema.text(PathPattern.SCHEMA);
    }

    @Override
    public String expected() {
        return "a path pattern";
    }
}
