package io.breakwater.tooling;

import java.util.HashSet;
import java.util.Set;

/**
 * Tells of each client, once, that we are in place in it: {@code is in place in JDBC: org.postgresql.Driver, 42.7.14}. What
 * is not told is not guarded, whatever the configuration says of it.
 *
 * <p>Told when the first adapter for it is there, and not when its classes are woven: only then it is sure. Holds no secret:
 * a class, and the version or the name of its jar.
 *
 * <p>Thread-safety: called with the loading gate held. Errors: never throws. Bounded: {@value #MOST} lines.
 */
final class MetClients {
    private static final int MOST = 100;

    private final AgentLog log;
    private final Set<String> told = new HashSet<>();

    MetClients(AgentLog log) {
        this.log = log;
    }

    /** @param type the woven class that was met first; one line for each jar of a client */
    void tell(String client, Class<?> type) {
        try {
            String place = OverriddenMethods.placeOf(type);
            if (told.size() < MOST && told.add(client + ' ' + place)) {
                String version = version(type, place);
                log.info(
                        "is in place in " + client + ": " + type.getName() + (version.isEmpty() ? "" : ", " + version));
            }
        } catch (RuntimeException | LinkageError unknown) {
            // Whoever is guarded all the same needs not hear of it.
        }
    }

    /** As the jar says it, or else the jar's name, which usually says it too; empty for a part of the JDK. */
    private static String version(Class<?> type, String place) {
        Package itsPackage = type.getPackage();
        String version = itsPackage == null ? null : itsPackage.getImplementationVersion();
        return place.isEmpty() || version == null ? fileName(place) : version;
    }

    private static String fileName(String place) {
        int end = place.length();
        while (end > 0 && "/!".indexOf(place.charAt(end - 1)) >= 0) {
            end--;
        }
        return place.substring(place.lastIndexOf('/', end - 1) + 1, end);
    }
}
