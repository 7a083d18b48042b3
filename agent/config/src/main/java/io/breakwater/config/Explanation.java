package io.breakwater.config;

import io.breakwater.config.match.HostTable;
import io.breakwater.engine.Destination;
import io.breakwater.engine.database.DatabaseUrl;
import io.breakwater.engine.policy.Mode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a call is treated as it is. Holds neither query nor user information of the URL.
 *
 * <p>Thread-safety: immutable.
 */
public final class Explanation {
    /** One value in force. */
    public static final class Row {
        private final String name;
        private final String value;
        private final String from;

        Row(String name, String value, String from) {
            this.name = name;
            this.value = value;
            this.from = from;
        }

        /** {@code timeouts.connect}. */
        public String name() {
            return name;
        }

        /** As it would be written in the file. */
        public String value() {
            return value;
        }

        /** {@code breakwater.yaml:12:5}, the name of an override, or {@code built-in}. */
        public String from() {
            return from;
        }
    }

    private static final List<String> OPERATIONS =
            Collections.unmodifiableList(Arrays.asList("CONNECT", "SELECT", "EXECUTE", "BATCH", "CALL"));
    private static final String NO_ENTRY = "no entry matches: defaults";

    private final String call;
    private final String host;
    private final String route;
    private final List<Row> modes = new ArrayList<>();
    private final List<Row> settings = new ArrayList<>();
    private final List<Row> routes = new ArrayList<>();
    private final List<Row> process = new ArrayList<>();
    private final List<String> outlook;

    private Explanation(String call, String host, String route, List<String> outlook) {
        this.call = call;
        this.host = host;
        this.route = route;
        this.outlook = outlook;
    }

    private Explanation withHttp(Layers layers) {
        addMode(layers, DeadlineOptions.DEADLINE, DeadlineOptions.MODE);
        addMode(layers, HttpOptions.TIMEOUTS, HttpOptions.TIMEOUTS_MODE);
        addMode(layers, HttpOptions.RETRY, HttpOptions.RETRY_MODE);
        addMode(layers, HttpOptions.BREAKER.block, HttpOptions.BREAKER.mode);
        addMode(layers, HttpOptions.BULKHEAD.block, HttpOptions.BULKHEAD.mode);
        addMode(layers, KeyOptions.BLOCK, KeyOptions.MODE);
        return this;
    }

    private Explanation withJdbc(Layers layers) {
        addMode(layers, DeadlineOptions.DEADLINE, DeadlineOptions.MODE);
        addMode(layers, JdbcOptions.TIMEOUTS, JdbcOptions.TIMEOUTS_MODE);
        addMode(layers, JdbcOptions.RETRY, JdbcOptions.RETRY_MODE);
        addMode(layers, JdbcOptions.BREAKER.block, JdbcOptions.BREAKER.mode);
        addMode(layers, JdbcOptions.BULKHEAD.block, JdbcOptions.BULKHEAD.mode);
        return this;
    }

    /** What the file says of the routes of the entry, in their order. */
    private Explanation withRoutes(HostEntry entry, String method, String path) {
        boolean found = false;
        for (RouteEntry route : entry.routes()) {
            boolean matches = route.matches(method, path);
            String verdict = !matches
                    ? route.matchesPath(path) ? "another method" : "another path"
                    : found ? "matches, and comes too late" : "applies";
            routes.add(new Row(
                    route.path() + " " + route.name(), verdict, route.origin().brief()));
            found |= matches;
        }
        return this;
    }

    /** What holds whatever the call. */
    Explanation withProcess(Layers top, List<InboundRule> inbound) {
        for (ConfigOption<?> option : ConfigOptions.root().options()) {
            if (option != ConfigOptions.VERSION) {
                addProcess(top, option, "");
            }
        }
        for (ConfigBlock block : Arrays.asList(
                TelemetryOptions.METRICS, TelemetryOptions.PAGE, ObserveOptions.OBSERVE, ConfigOptions.LIMITS)) {
            for (ConfigOption<?> option : block.options()) {
                addProcess(top, option, block.key() + ".");
            }
        }
        for (int i = 0; i < inbound.size(); i++) {
            InboundRule rule = inbound.get(i);
            process.add(new Row(
                    DeadlineOptions.INBOUND.key() + "[" + i + "] " + rule.name(),
                    rule.deadline().show(),
                    rule.deadline().origin().brief()));
        }
        return this;
    }

    private void addProcess(Layers top, ConfigOption<?> option, String path) {
        Setting<?> setting = top.setting(option);
        process.add(
                new Row(path + option.key(), setting.show(), setting.origin().brief()));
    }

    /** Which of them a URL belongs to, its driver alone knows. */
    private Explanation withDrivers(List<DriverEntry> drivers) {
        for (DriverEntry driver : drivers) {
            for (Setting<?> setting : driver.settings()) {
                settings.add(
                        new Row(setting.path(), setting.show(), setting.origin().brief()));
            }
        }
        return this;
    }

    static Explanation ofDatabase(
            String operation, String url, Layers top, HostTable<HostEntry> hosts, List<DriverEntry> drivers) {
        if (!OPERATIONS.contains(operation)) {
            throw new IllegalArgumentException(
                    "operation: " + operation + " (expected: one of " + UnknownKey.list(OPERATIONS) + ")");
        }
        Destination destination = Destination.ofDatabase(url);
        if (destination.equals(Destination.ofDatabase(null))) {
            throw new IllegalArgumentException(
                    "product: none (expected: a JDBC URL). Write it such as jdbc:postgresql://host:5432/database");
        }
        String call = operation + " " + destination;
        HostEntry entry = hosts.find(destination);
        Layers layers = entry == null ? top : entry.layers();
        String host = entry == null ? NO_ENTRY : described(entry);
        DatabaseUrl normal = DatabaseUrl.parse(destination.toString());
        List<String> outlook = DatabaseOutlook.of(layers, operation, normal, !drivers.isEmpty());
        return new Explanation(call, host, "none", outlook).withJdbc(layers).withDrivers(drivers);
    }

    static Explanation of(String method, URI url, Layers top, HostTable<HostEntry> hosts) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("scheme: " + (scheme.isEmpty() ? "none" : scheme)
                    + " (expected: http or https). Write it such as https://api.example/v1/orders");
        }
        if (url.getHost() == null) {
            throw new IllegalArgumentException(
                    "host: none (expected: a name or an address). Write it such as https://api.example/v1/orders");
        }
        Destination destination = Destination.of(scheme, url.getHost(), url.getPort());
        String rawPath = url.getRawPath();
        String path = rawPath == null || rawPath.isEmpty() ? "/" : rawPath;
        String call = method + " " + scheme + "://" + destination + path;
        HostEntry entry = hosts.find(destination);
        if (entry == null) {
            return new Explanation(call, NO_ENTRY, "none", Outlook.of(top, method, destination)).withHttp(top);
        }
        RouteEntry route = entry.route(method, path);
        Layers layers = route == null ? entry.layers() : route.layers();
        String which = route == null ? noRoute(entry.routes().size()) : described(route);
        return new Explanation(call, described(entry), which, Outlook.of(layers, method, destination))
                .withHttp(layers)
                .withRoutes(entry, method, path);
    }

    private static String described(HostEntry entry) {
        return entry.path() + " " + entry.pattern() + " (" + entry.origin().brief() + "): "
                + entry.pattern().kind().words();
    }

    private static String noRoute(int routes) {
        return routes == 0 ? "none" : "none of " + routes + " matches: the entry's own settings";
    }

    private static String described(RouteEntry route) {
        return route.path() + " " + route.name() + " (" + route.origin().brief() + "): the first that matches";
    }

    private void addMode(Layers layers, ConfigBlock block, ConfigOption<Mode> option) {
        Setting<Mode> mode = layers.mode(option);
        modes.add(new Row(block.key(), mode.show(), mode.origin().brief()));
        addAll(layers, block, block.key(), option);
    }

    private void addAll(Layers layers, ConfigBlock block, String path, @Nullable ConfigOption<Mode> mode) {
        for (ConfigOption<?> option : block.options()) {
            if (option != mode) {
                Setting<?> setting = layers.setting(option);
                String from = setting.origin().brief();
                boolean methods = option == HttpOptions.METHODS;
                String value = methods ? ListType.show(PolicyFactory.methods(layers)) : setting.show();
                settings.add(new Row(path + "." + option.key(), value, from));
            }
        }
        for (ConfigBlock child : block.blocks()) {
            addAll(layers, child, path + "." + child.key(), null);
        }
    }

    /** What can be done with a database: {@code CONNECT}, or a kind of statement. */
    public static List<String> operations() {
        return OPERATIONS;
    }

    /** Method, scheme, host, port and path; of a database, the operation and its URL in normal form. */
    public String call() {
        return call;
    }

    /** Which host entry applies, and why. */
    public String host() {
        return host;
    }

    /** Which route applies, and why. */
    public String route() {
        return route;
    }

    /** The mode of each policy. */
    public List<Row> modes() {
        return Collections.unmodifiableList(modes);
    }

    public List<Row> settings() {
        return Collections.unmodifiableList(settings);
    }

    /** The routes of the host entry, and whether each is for the call. */
    public List<Row> routes() {
        return Collections.unmodifiableList(routes);
    }

    /** What holds for the process as a whole, and where deadlines start. */
    public List<Row> process() {
        return Collections.unmodifiableList(process);
    }

    /** What would happen to the call, in sentences. */
    public List<String> outlook() {
        return outlook;
    }
}
