package io.breakwater.smoke.services;

import java.util.Collection;

/** The headers of a request that has come, whatever the server. */
@FunctionalInterface
public interface Headers {

    /** All values of a header, one for each line; empty if it is absent. */
    Collection<String> all(String name);

    /** The first of them, or null. */
    default String first(String name) {
        Collection<String> lines = all(name);
        return lines.isEmpty() ? null : lines.iterator().next();
    }
}
