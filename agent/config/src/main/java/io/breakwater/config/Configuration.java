package io.breakwater.config;

import io.breakwater.config.match.HostTable;
import io.breakwater.engine.Destination;
import io.breakwater.engine.database.DriverClasses;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.InboundPolicy;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.PolicySource;
import io.breakwater.engine.policy.RecordingScope;
import io.breakwater.engine.policy.TracingScope;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configuration without problems. {@link ConfigurationLoader} makes it.
 *
 * <p>Thread-safety: immutable.
 */
public final class Configuration implements PolicySource {
    /** The key of drivers that the file names. A file without these letters names none. */
    public static final String DRIVERS_KEY = "jdbc-drivers";

    /** The key that has callers carried across executors. Where nothing has these letters, they are not. */
    public static final String EXECUTORS_KEY = DeadlineOptions.ACROSS_EXECUTORS.key();

    private final ConfigValue root;
    private final Layers top;
    private final HostTable<HostEntry> hosts;
    private final int hostCount;
    private final List<DriverEntry> drivers;
    private final CallPolicy defaultPolicy;
    private final DestinationPolicy defaults;
    private final DestinationPolicy databaseDefaults;
    private final TrustedHosts trusted;
    private final InboundRules inbound;

    /** @param root what is written, with overrides in their places */
    Configuration(
            ConfigValue root,
            Layers top,
            CallPolicy defaultPolicy,
            DestinationPolicy databaseDefaults,
            HostTable<HostEntry> hosts,
            int hostCount,
            List<DriverEntry> drivers,
            List<InboundRule> inboundRules) {
        this.root = root;
        this.top = top;
        this.hosts = hosts;
        this.hostCount = hostCount;
        this.drivers = drivers;
        this.defaultPolicy = defaultPolicy;
        this.defaults = new SinglePolicy(defaultPolicy);
        this.databaseDefaults = databaseDefaults;
        this.trusted = new TrustedHosts(top.value(DeadlineOptions.TRUSTED_HOSTS));
        this.inbound = new InboundRules(
                DeadlinePolicies.of(top), new TrustedSources(top.value(DeadlineOptions.TRUSTED_SOURCES)), inboundRules);
    }

    /** What holds without a file: everything is observed, nothing is changed. */
    public static Configuration builtIn() {
        Layers layers = Layers.of(new Layer(ConfigOptions.FILE_MODE));
        return new Configuration(
                ConfigValue.emptyMap(Origin.BUILT_IN),
                layers,
                PolicyFactory.policy(layers, null),
                DatabasePolicy.of(layers),
                new HostTable<>(),
                0,
                Collections.emptyList(),
                Collections.emptyList());
    }

    @Override
    public DestinationPolicy policyFor(Destination destination) {
        return trusting(destination, configuredFor(destination));
    }

    /** The same, with other modes where an operator has set them. */
    public PolicySource with(ModeOverrides modes) {
        return new OverriddenModes(this, modes);
    }

    /** The entry for a destination, or the defaults: one of few objects. */
    DestinationPolicy configuredFor(Destination destination) {
        HostEntry entry = hosts.find(destination);
        DestinationPolicy others = destination.isDatabase() ? databaseDefaults : defaults;
        return entry != null ? entry : others;
    }

    DestinationPolicy trusting(Destination destination, DestinationPolicy policy) {
        return trusted.contain(destination) ? new TrustingPolicy(policy) : policy;
    }

    /** @param configured from {@link #configuredFor} */
    DestinationPolicy under(ModeOverride mode, DestinationPolicy configured) {
        if (configured instanceof HostEntry) {
            return ((HostEntry) configured).under(mode);
        }
        Layers layers = top.under(mode);
        return configured == databaseDefaults
                ? DatabasePolicy.of(layers)
                : new SinglePolicy(PolicyFactory.policy(layers, null));
    }

    @Override
    public InboundPolicy inbound() {
        return inbound;
    }

    ConfigValue root() {
        return root;
    }

    /** What holds where nothing narrower says otherwise. */
    public Mode mode() {
        return top.value(ConfigOptions.FILE_MODE);
    }

    /** The number of host entries that enforce a policy, whatever {@link #mode()} says. */
    public int enforcingHostCount() {
        int count = 0;
        for (HostEntry entry : hosts.entries()) {
            count += entry.mode() == Mode.ENFORCE ? 1 : 0;
        }
        return count;
    }

    /** True if a policy is enforced where no host entry matches. */
    public boolean enforcesByDefault() {
        return defaults.mode() == Mode.ENFORCE || databaseDefaults.mode() == Mode.ENFORCE;
    }

    /** Which calls are traced. */
    public TracingScope tracing() {
        return top.value(TelemetryOptions.TRACING);
    }

    /** True if any call is traced. */
    public boolean isTraced() {
        return tracing() != TracingScope.NONE;
    }

    /** The port of the page with metrics for Prometheus; 0 for none. */
    public int prometheusPort() {
        int port = top.value(TelemetryOptions.PROMETHEUS_PORT);
        return port == IntegerType.NEVER ? 0 : port;
    }

    /** True if MBeans are registered. */
    public boolean hasMBeans() {
        return top.value(TelemetryOptions.JMX);
    }

    /** Which calls are recorded, for suggestions. */
    public RecordingScope recording() {
        return top.value(ObserveOptions.RECORD);
    }

    /** The file that a suggested configuration is written to, in which {@code {pid}} stands for the process; empty for none. */
    public String reportFile() {
        return top.value(ObserveOptions.REPORT_FILE);
    }

    /** How often that file is written, in nanoseconds. */
    public long reportNanos() {
        return top.value(ObserveOptions.REPORT_EVERY);
    }

    /** The port of the page to look at; 0 for none. */
    public int pagePort() {
        int port = top.value(TelemetryOptions.PAGE_PORT);
        return port == IntegerType.NEVER ? 0 : port;
    }

    /** What allows changes on the page, or null if nothing does. */
    public @Nullable String pageToken() {
        String token = top.value(TelemetryOptions.PAGE_TOKEN);
        return token.equals(SecretType.NONE) ? null : token;
    }

    /** What holds for HTTP calls where no host entry matches. */
    public CallPolicy defaultPolicy() {
        return defaultPolicy;
    }

    @Override
    public int maxDestinations() {
        return top.value(ConfigOptions.MAX_HOSTS);
    }

    @Override
    public long idleDestinationNanos() {
        return top.value(ConfigOptions.HOST_IDLE);
    }

    /** The JDBC drivers that the file names. */
    public List<DriverClasses> drivers() {
        List<DriverClasses> classes = new ArrayList<>();
        for (DriverEntry driver : drivers) {
            classes.add(driver.classes());
        }
        return classes;
    }

    /** The number of host entries in force. */
    public int hostCount() {
        return hostCount;
    }

    /**
     * What holds for a call, where each value comes from, and what would happen.
     *
     * @param method in upper case
     * @param url with a scheme of {@code http} or {@code https}, and a host; query and user information are ignored
     * @throws IllegalArgumentException if the URL has no such scheme or no host; the message repeats neither
     */
    public Explanation explain(String method, URI url) {
        return Explanation.of(method, url, top, hosts).withProcess(top, inbound.rules());
    }

    /**
     * As {@link #explain}, for a call to a database.
     *
     * @param operation {@code CONNECT}, {@code SELECT}, {@code EXECUTE}, {@code BATCH} or {@code CALL}
     * @param url of JDBC; its parameters and user information are ignored
     * @throws IllegalArgumentException if either is none; the message repeats no part of the URL
     */
    public Explanation explainDatabase(String operation, String url) {
        return Explanation.ofDatabase(operation, url, top, hosts, drivers).withProcess(top, inbound.rules());
    }
}
