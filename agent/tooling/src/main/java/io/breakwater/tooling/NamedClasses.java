package io.breakwater.tooling;

import java.util.Set;
import java.util.TreeSet;

/**
 * What became of the classes of JDBC drivers that the configuration names: a name that is wrong by a letter, or that of a
 * class which only inherits the methods, leaves a database unguarded without a sound.
 *
 * <p>One that is loaded and has nothing to weave is wrong for sure, and is told to everybody. One that was not loaded may
 * belong to a driver that is needed later, and is told to those who ask for more lines.
 *
 * <p>Thread-safety: thread-safe. Bounded: by the names in the configuration.
 */
final class NamedClasses {
    private final AgentLog log;
    /** As in class files, like all names here. */
    private final Set<String> missing;

    /** @param names {@code com/example/jdbc/ExampleDriver} */
    NamedClasses(Set<String> names, AgentLog log) {
        this.missing = new TreeSet<>(names);
        this.log = log;
    }

    /**
     * A class is being loaded, or woven anew.
     *
     * @param woven true if it has a hook of ours now
     */
    synchronized void onLoaded(String className, boolean woven) {
        if (missing.remove(className) && !woven) {
            log.warn(dotted(className)
                    + " is not guarded, though jdbc-drivers names it: it declares none of the methods."
                    + " Name the class that it inherits them from");
        }
    }

    /** Says which have not been loaded so far, to those who ask for more lines. */
    synchronized void tellMissing() {
        if (!missing.isEmpty()) {
            log.info("not loaded so far, though jdbc-drivers names them: " + dotted(String.join(", ", missing)));
        }
    }

    private static String dotted(String className) {
        return className.replace('/', '.');
    }
}
