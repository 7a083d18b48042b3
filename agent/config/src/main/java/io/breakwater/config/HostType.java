package io.breakwater.config;

import io.breakwater.config.match.HostPattern;
import io.breakwater.config.match.PatternException;
import org.jspecify.annotations.Nullable;

/** A pattern of hosts. Thread-safety: immutable. */
final class HostType implements ValueType<HostPattern> {

    @Override
    public @Nullable HostPattern read(Cursor cursor) {
        String text = cursor.text(expected());
        if (text == null) {
            return null;
        }
        try {
            return HostPattern.parse(text);
        } catch (PatternException e) {
            cursor.refuseShown(e.shown(), e.expected(), e.wayOut());
            return null;
        }
    }

    @Override
    public String show(HostPattern value) {
        return value.toString();
    }

    @Override
    public String expected() {
        return "a host pattern";
    }
}
