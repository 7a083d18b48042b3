package io.breakwater.tooling;

import io.breakwater.engine.database.DriverClasses;
import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every join point of the modules that fit this Java version, found by the exact name of its class.
 *
 * <p>Thread-safety: immutable once built, and published through final fields.
 */
final class SiteTable {
    private final List<Site> sites = new ArrayList<>();
    private final Map<String, List<Site>> byInternalName = new HashMap<>();
    private final Set<String> namedClasses = new LinkedHashSet<>();
    private final List<String> openedPackages = new ArrayList<>();

    private SiteTable() {}

    static SiteTable of(Iterable<InstrumentationModule> modules, int javaVersion) {
        return of(modules, javaVersion, Collections.emptyList(), false);
    }

    /**
     * @param drivers of JDBC, which the configuration names; what a module knows by itself comes first
     * @param acrossExecutors true if the configuration has callers carried across executors
     */
    static SiteTable of(
            Iterable<InstrumentationModule> modules,
            int javaVersion,
            List<DriverClasses> drivers,
            boolean acrossExecutors) {
        SiteTable table = new SiteTable();
        for (InstrumentationModule module : modules) {
            if (module.minimumJava() <= javaVersion) {
                table.add(module.name(), module.joinPoints());
                if (acrossExecutors) {
                    table.add(module.name(), module.joinPointsAcrossExecutors());
                }
                for (DriverClasses driver : drivers) {
                    table.addNamed(module.name(), module.joinPointsOf(driver));
                }
                table.openedPackages.addAll(module.openedPackages());
            }
        }
        return table;
    }

    /** A class that is known already needs not be named. */
    private void addNamed(String client, List<JoinPoint> joinPoints) {
        for (JoinPoint joinPoint : joinPoints) {
            String internalName = internal(joinPoint.className());
            if (!byInternalName.containsKey(internalName)) {
                namedClasses.add(internalName);
            }
        }
        add(client, joinPoints);
    }

    private void add(String client, List<JoinPoint> joinPoints) {
        Set<String> packages = new HashSet<>();
        for (JoinPoint joinPoint : joinPoints) {
            packages.add(packageOf(joinPoint.className()));
            Site site = new Site(sites.size(), joinPoint, client, packages);
            sites.add(site);
            String internalName = internal(joinPoint.className());
            List<Site> sameClass = byInternalName.get(internalName);
            if (sameClass == null) {
                sameClass = new ArrayList<>(2);
                byInternalName.put(internalName, sameClass);
            }
            sameClass.add(site);
        }
    }

    private static String internal(String className) {
        return className.replace('.', '/');
    }

    /** {@code org.postgresql.jdbc}; empty where there is none. */
    static String packageOf(String className) {
        int end = className.lastIndexOf('.');
        return end < 0 ? "" : className.substring(0, end);
    }

    int size() {
        return sites.size();
    }

    Site site(int number) {
        return sites.get(number);
    }

    /** The sites in a class, given as {@code java/net/Socket}; null if there are none. */
    @Nullable
    List<Site> sitesIn(String internalClassName) {
        return byInternalName.get(internalClassName);
    }

    /** The classes that are here only because the configuration names them: {@code com/example/jdbc/ExampleDriver}. */
    Set<String> namedClasses() {
        return namedClasses;
    }

    /** As {@code module/package}, of all modules. */
    List<String> openedPackages() {
        return openedPackages;
    }
}
