package io.breakwater.extension.http;

import java.util.Enumeration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Makes one value of the lines that a header has. Thread-safety: stateless. */
public final class HeaderLines {
    private HeaderLines() {}

    /** Null if there is no line; the line itself if there is one. */
    public static @Nullable String joined(@Nullable Iterable<String> lines) {
        if (lines == null) {
            return null;
        }
        Iterator<String> rest = lines.iterator();
        String value = rest.hasNext() ? rest.next() : null;
        while (rest.hasNext()) {
            value = value + "," + rest.next();
        }
        return value;
    }

    /** As {@link #joined(Iterable)}. */
    public static @Nullable String joined(@Nullable Enumeration<String> lines) {
        if (lines == null) {
            return null;
        }
        String value = lines.hasMoreElements() ? lines.nextElement() : null;
        while (lines.hasMoreElements()) {
            value = value + "," + lines.nextElement();
        }
        return value;
    }
}
