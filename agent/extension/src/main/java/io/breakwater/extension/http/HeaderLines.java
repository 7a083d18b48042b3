package io.breakwater.extension.http;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Makes one value of the lines that a header has. Thread-safety: stateless. */
public final class HeaderLines {
    private HeaderLines() {}

    /** Null if there is no line; the line itself if there is one. */
    public static @Nullable String joined(@Nullable Iterable<String> lines) {
        return lines == null ? null : joined(lines.iterator());
    }

    /** As {@link #joined(Iterable)}. */
    public static @Nullable String joined(@Nullable Enumeration<String> lines) {
        if (lines == null || !lines.hasMoreElements()) {
            return null;
        }
        String first = lines.nextElement();
        return lines.hasMoreElements() ? joined(first, Collections.list(lines).iterator()) : first;
    }

    private static @Nullable String joined(Iterator<String> lines) {
        String first = lines.hasNext() ? lines.next() : null;
        return first != null && lines.hasNext() ? joined(first, lines) : first;
    }

    /** In one pass: a client may send as many lines as the server takes, and each as long. */
    private static String joined(String first, Iterator<String> rest) {
        StringBuilder value = new StringBuilder(first);
        while (rest.hasNext()) {
            value.append(',').append(rest.next());
        }
        return value.toString();
    }
}
