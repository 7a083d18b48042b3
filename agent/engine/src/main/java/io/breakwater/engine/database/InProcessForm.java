package io.breakwater.engine.database;

import org.jspecify.annotations.Nullable;

/**
 * A database that runs in this process, or that the driver knows by name: {@code mem:test}, {@code /var/x.db}. Its
 * settings follow the name.
 *
 * <p>Thread-safety: stateless.
 */
final class InProcessForm {
    private static final String FILE = "file:";

    private InProcessForm() {}

    static @Nullable DatabaseUrl parse(String product, String rest) {
        boolean colonEnds = product.equals("db2");
        int end = DatabaseName.indexOfAny(rest, colonEnds ? ":;?" : ";?");
        String name = rest.substring(0, end);
        if (product.equals("h2") && name.regionMatches(true, 0, FILE, 0, FILE.length())) {
            name = name.substring(FILE.length());
        }
        return DatabaseName.isRestOfPassword(rest.substring(end)) || !DatabaseName.isPath(name)
                ? null
                : DatabaseUrl.inProcess(product, name);
    }
}
