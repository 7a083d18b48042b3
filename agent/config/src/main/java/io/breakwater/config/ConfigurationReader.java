package io.breakwater.config;

import io.breakwater.config.match.HostPattern;
import io.breakwater.config.match.HostTable;
import io.breakwater.config.match.PathPattern;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole file: its top, then each host, then each route, and checks at each level what is then in force.
 * Confined to one thread.
 */
final class ConfigurationReader {
    private final Problems problems;
    private final HostTable<HostEntry> hosts = new HostTable<>();
    private int hostCount;
    private boolean driversNamed;

    private ConfigurationReader(Problems problems) {
        this.problems = problems;
    }

    /** @param versionRequired false if there is no file, only overrides */
    static Configuration read(ConfigValue root, boolean versionRequired, Problems problems) {
        return new ConfigurationReader(problems).top(new Cursor(root, "", problems), versionRequired);
    }

    private Configuration top(Cursor cursor, boolean versionRequired) {
        Layer file = new Layer(ConfigOptions.FILE_MODE);
        BlockReader.read(ConfigOptions.root(), cursor, file);
        Map<String, ConfigValue.Entry> entries = cursor.value().entries();
        if (versionRequired) {
            requireVersion(cursor);
        }
        Layers layers = Layers.of(file);
        CrossChecks.ofProcess(layers, problems);
        check(layers, false);
        checkDatabase(layers);
        driversNamed = entries != null && entries.containsKey(Configuration.DRIVERS_KEY);
        for (Cursor host : BlockReader.repeated(ConfigOptions.HOSTS, cursor)) {
            host(host, layers);
        }
        List<DriverEntry> drivers = new ArrayList<>();
        for (Cursor driver : BlockReader.repeated(DriverOptions.DRIVERS, cursor)) {
            drivers.add(DriverEntry.read(driver));
        }
        List<InboundRule> inbound = InboundRule.readAll(cursor, layers);
        return new Configuration(
                cursor.value(),
                layers,
                policy(layers, null),
                databasePolicy(layers),
                hosts,
                hostCount,
                drivers,
                inbound);
    }

    static void requireVersion(Cursor top) {
        Map<String, ConfigValue.Entry> entries = top.value().entries();
        if (entries != null && !entries.containsKey(ConfigOptions.VERSION.key())) {
            top.problems().add(top.origin(), "version", "missing", "1", "Begin with the line: version: 1");
        }
    }

    private void host(Cursor cursor, Layers above) {
        Layer layer = new Layer(ConfigOptions.HOST_MODE);
        BlockReader.read(ConfigOptions.HOSTS, cursor, layer);
        Layers layers = above.and(layer);
        Setting<HostPattern> match = layer.setting(ConfigOptions.HOST_MATCH);
        if (match != null && match.value().kind().isDatabase()) {
            database(cursor, layers, match);
            return;
        }
        Cursor[] written = BlockReader.repeated(ConfigOptions.ROUTES, cursor);
        check(layers, written.length == 0);
        List<RouteEntry> routes = new ArrayList<>();
        Map<String, RouteEntry> names = new HashMap<>();
        for (Cursor route : written) {
            RouteEntry entry = route(route, layers);
            RouteEntry earlier = entry == null ? null : names.putIfAbsent(entry.name(), entry);
            if (entry != null && earlier != null) {
                route.refuseShown(
                        entry.name(),
                        "another match than the route at " + earlier.origin().brief(),
                        "The first route that matches applies, so this one never would; merge the two");
            }
            if (entry != null) {
                routes.add(entry);
            }
        }
        if (match == null) {
            checkDatabase(layers);
            requireMatch(ConfigOptions.HOST_MATCH.key(), cursor, "match: \"api.example:443\"");
            return;
        }
        if (layer.origin(JdbcOptions.JDBC) != null) {
            String wayOut =
                    "A block jdbc belongs to a database, such as match: \"jdbc:postgresql://host:5432/database\","
                            + " or to defaults";
            problems.add(match.origin(), match.path(), match.show(), "a JDBC URL", wayOut);
        }
        add(new HostEntry(match.value(), cursor, layers, new SinglePolicy(policy(layers, null)), routes), match);
    }

    private void add(HostEntry entry, Setting<HostPattern> match) {
        hostCount++;
        HostEntry earlier = hosts.add(match.value(), entry);
        if (earlier != null) {
            problems.add(
                    match.origin(),
                    match.path(),
                    match.show(),
                    "a match that is more or less specific than the one at "
                            + earlier.origin().brief(),
                    match.value().kind().isDatabase()
                            ? "Both mean the same databases; merge the two entries"
                            : "Both mean the same hosts; merge the two entries");
        }
    }

    private void database(Cursor cursor, Layers layers, Setting<HostPattern> match) {
        checkDatabase(layers);
        DatabaseProduct.check(match, driversNamed, problems);
        Map<String, ConfigValue.Entry> entries = cursor.value().entries();
        boolean routes = entries != null && entries.containsKey(ConfigOptions.ROUTES.key());
        if (routes || layers.last().origin(HttpOptions.HTTP) != null) {
            String wayOut = "A database has a block jdbc; http and routes belong to a host";
            problems.add(match.origin(), match.path(), match.show(), "a host", wayOut);
        }
        add(new HostEntry(match.value(), cursor, layers, databasePolicy(layers), new ArrayList<>()), match);
    }

    private @Nullable RouteEntry route(Cursor cursor, Layers above) {
        Layer layer = new Layer(ConfigOptions.ROUTE_MODE);
        BlockReader.read(ConfigOptions.ROUTES, cursor, layer);
        Layers layers = above.and(layer);
        check(layers, true);
        Setting<List<String>> methods = layer.setting(ConfigOptions.ROUTE_METHOD);
        Setting<PathPattern> path = layer.setting(ConfigOptions.ROUTE_PATH);
        if (methods == null && path == null) {
            requireMatch(ConfigOptions.ROUTE_MATCH.key(), cursor, "match: {method: GET, path: \"/v1/**\"}");
            return null;
        }
        List<String> names = methods == null ? null : methods.value();
        PathPattern pattern = path == null ? null : path.value();
        return new RouteEntry(names, pattern, cursor, layers, policy(layers, RouteEntry.name(names, pattern)));
    }

    /** After a problem nothing comes into force, and values that contradict each other make no policy. */
    private CallPolicy policy(Layers layers, @Nullable String route) {
        return problems.isEmpty() ? PolicyFactory.policy(layers, route) : CallPolicy.DISABLED;
    }

    private DestinationPolicy databasePolicy(Layers layers) {
        return problems.isEmpty() ? DatabasePolicy.of(layers) : DatabasePolicy.DISABLED;
    }

    /** @param isNarrowest true if no level below this one says more */
    private void check(Layers layers, boolean isNarrowest) {
        CrossChecks.ofHttp(layers, problems);
        KeyNotice.run(layers, isNarrowest, problems);
    }

    private void checkDatabase(Layers layers) {
        CrossChecks.ofDatabase(layers, problems);
    }

    /** A match that is there and wrong has been reported already. */
    static void requireMatch(String key, Cursor cursor, String example) {
        Map<String, ConfigValue.Entry> entries = cursor.value().entries();
        if (entries == null) {
            return;
        }
        ConfigValue.Entry match = entries.get(key);
        Map<String, ConfigValue.Entry> inside =
                match == null ? null : match.value().entries();
        if (match == null || (inside != null && inside.isEmpty())) {
            String path = cursor.path() + "." + key;
            cursor.problems().add(cursor.origin(), path, "missing", "a match", "Write " + example);
        }
    }
}
