package io.breakwater.config.match;

import io.breakwater.engine.Destination;
import io.breakwater.engine.database.DatabaseUrl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the most specific entry for a destination: scheme, name and port; name and port; name; longest wildcard;
 * longest network prefix; any. For a database: the database, its server, its product; no pattern of hosts.
 *
 * <p>Thread-safety: not while it is filled, then immutable.
 *
 * @param <E> an entry
 */
public final class HostTable<E> {
    private final Map<String, E> byKey = new HashMap<>();
    private final List<HostPattern> networks = new ArrayList<>();

    /** The entry that is equally specific and was there before, or null if there is none and this one was added. */
    public @Nullable E add(HostPattern pattern, E entry) {
        E earlier = byKey.putIfAbsent(pattern.key(), entry);
        if (earlier == null && pattern.kind() == HostPattern.Kind.NETWORK) {
            int at = 0;
            while (at < networks.size() && networks.get(at).prefixBits() >= pattern.prefixBits()) {
                at++;
            }
            networks.add(at, pattern);
        }
        return earlier;
    }

    /** Every entry, in no order. */
    public Collection<E> entries() {
        return Collections.unmodifiableCollection(byKey.values());
    }

    public @Nullable E find(Destination destination) {
        if (byKey.isEmpty()) {
            return null;
        }
        if (destination.isDatabase()) {
            return byDatabase(DatabaseUrl.parse(destination.toString()));
        }
        IpAddress address = IpAddress.parse(destination.host());
        String host = address == null ? destination.host() : address.toString();
        String hostAndPort = host + ":" + destination.port();
        E entry = byKey.get(destination.scheme() + "://" + hostAndPort);
        if (entry == null) {
            entry = byKey.get(hostAndPort);
        }
        if (entry == null) {
            entry = byKey.get(host);
        }
        if (entry == null) {
            entry = address == null ? byWildcard(host) : byNetwork(address);
        }
        return entry != null ? entry : byKey.get("*");
    }

    private @Nullable E byDatabase(DatabaseUrl url) {
        E entry = byKey.get(url.toString());
        if (entry == null && url.namesServer()) {
            entry = byKey.get(url.server());
        }
        return entry != null ? entry : byKey.get(url.productForm());
    }

    private @Nullable E byWildcard(String host) {
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            E entry = byKey.get("*" + host.substring(dot));
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    private @Nullable E byNetwork(IpAddress address) {
        for (int i = 0; i < networks.size(); i++) {
            if (networks.get(i).contains(address)) {
                return byKey.get(networks.get(i).key());
            }
        }
        return null;
    }
}
