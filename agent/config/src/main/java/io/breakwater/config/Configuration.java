package io.breakwater.config;

import io.breakwater.config.match.HostTable;
import io.breakwater.engine.Destination;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.PolicySource;
import java.net.URI;

/**
 * A configuration without problems. {@link ConfigurationLoader} makes it.
 *
 * <p>Thread-safety: immutable.
 */
public final class Configuration implements PolicySource {
    private final Layers top;
    private final HostTable<HostEntry> hosts;
    private final int hostCount;
    private final CallPolicy defaultPolicy;
    private final DestinationPolicy defaults;

    Configuration(Layers top, CallPolicy defaultPolicy, HostTable<HostEntry> hosts, int hostCount) {
        this.top = top;
        this.hosts = hosts;
        this.hostCount = hostCount;
        this.defaultPolicy = defaultPolicy;
        this.defaults = new Constant(defaultPolicy);
    }

    /** What holds without a file: everything is observed, nothing is changed. */
    public static Configuration builtIn() {
        Layers layers = Layers.of(new Layer(ConfigOptions.FILE_MODE));
        return new Configuration(layers, PolicyFactory.policy(layers, null), new HostTable<>(), 0);
    }

    @Override
    public DestinationPolicy policyFor(Destination destination) {
        HostEntry entry = hosts.find(destination);
        return entry == null ? defaults : entry;
    }

    /** What holds where no host entry matches. */
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
        return Explanation.of(method, url, top, hosts);
    }

    /** One policy for everything. No lambda: the first one of a JVM costs more than reading the whole file. */
    private static final class Constant implements DestinationPolicy {
        private final CallPolicy policy;

        Constant(CallPolicy policy) {
            this.policy = policy;
        }

        @Override
        public CallPolicy select(String method, String path) {
            return policy;
        }
    }
}
