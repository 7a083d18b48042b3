package io.breakwater.engine.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the {@code @} of an Oracle URL: {@code //host:port/service}, {@code host:port:sid}, the alias of a
 * TNS file, or a whole descriptor in parentheses. The thin and the OCI driver reach the same databases, and so the
 * normal form says thin.
 *
 * <p>Thread-safety: stateless.
 */
final class OracleForm {
    private static final String ADDRESS = "(address=";
    private static final String THIN = "thin:@";

    private OracleForm() {}

    static @Nullable DatabaseUrl parse(String product, String rest, int defaultPort) {
        int at = afterUser(rest);
        if (at < 0) {
            return null;
        }
        String place = rest.substring(at).trim();
        if (place.startsWith("(")) {
            return ofDescriptor(product, place.replaceAll("\\s+", ""), defaultPort);
        }
        int end = DatabaseName.indexOfAny(place, "?;#");
        String tail = place.substring(end);
        place = place.substring(0, end);
        if (place.indexOf('@') >= 0 || place.indexOf('"') >= 0 || DatabaseName.isRestOfPassword(tail)) {
            return null;
        }
        return ofAddress(product, place, defaultPort);
    }

    /** The place behind the {@code @} that ends the user information, or -1. A password in quotes may hold one. */
    private static int afterUser(String rest) {
        int driver = rest.indexOf(':');
        boolean quoted = false;
        for (int i = driver + 1; driver >= 0 && i < rest.length(); i++) {
            char c = rest.charAt(i);
            quoted ^= c == '"';
            if (c == '@' && !quoted) {
                return i + 1;
            }
        }
        return -1;
    }

    private static @Nullable DatabaseUrl ofAddress(String product, String place, int defaultPort) {
        int slashes = place.indexOf("//");
        if (slashes > 0) {
            String protocol = place.substring(0, slashes).toLowerCase(Locale.ROOT);
            if (!protocol.equals("tcp:") && !protocol.equals("tcps:")) {
                return null;
            }
        }
        String address = slashes < 0 ? place : place.substring(slashes + 2);
        int slash = address.indexOf('/');
        if (slashes >= 0 || slash >= 0) {
            String servers = ServerList.normalize(slash < 0 ? address : address.substring(0, slash), defaultPort);
            String path = slash < 0 ? "" : address.substring(slash + 1);
            // A server mode (:dedicated) or the name of an instance may follow.
            String service = path.substring(0, DatabaseName.indexOfAny(path, ":/"));
            return ofService(product, servers, service);
        }
        int colon = address.lastIndexOf(':');
        if (colon < address.lastIndexOf(']') || colon < 0) {
            return address.isEmpty() || !DatabaseName.isPlain(address)
                    ? null
                    : DatabaseUrl.inProcess(product, THIN + address);
        }
        String hostAndPort = address.substring(0, colon);
        boolean sid = hostAndPort.lastIndexOf(':') > hostAndPort.lastIndexOf(']');
        return sid
                ? ofSid(product, ServerList.normalize(hostAndPort, defaultPort), address.substring(colon + 1))
                : ofService(product, ServerList.normalize(address, defaultPort), "");
    }

    private static @Nullable DatabaseUrl ofDescriptor(String product, String descriptor, int defaultPort) {
        List<String> servers = new ArrayList<>(2);
        for (String address : addresses(descriptor)) {
            String host = ServerList.value(address, "host");
            String server = ServerList.server(host, ServerList.value(address, "port"), defaultPort);
            if (host.isEmpty() || server == null) {
                return null;
            }
            servers.add(server);
        }
        if (servers.isEmpty()) {
            return null;
        }
        String sid = ServerList.value(descriptor, "sid");
        String all = String.join(",", servers);
        return sid.isEmpty()
                ? ofService(product, all, ServerList.value(descriptor, "service_name"))
                : ofSid(product, all, sid);
    }

    /** From one {@code (ADDRESS=} to the next. */
    private static List<String> addresses(String descriptor) {
        List<String> addresses = new ArrayList<>(2);
        int start = ServerList.indexOf(descriptor, ADDRESS, 0);
        while (start >= 0) {
            int next = ServerList.indexOf(descriptor, ADDRESS, start + 1);
            addresses.add(descriptor.substring(start, next < 0 ? descriptor.length() : next));
            start = next;
        }
        return addresses;
    }

    private static @Nullable DatabaseUrl ofService(String product, @Nullable String servers, String service) {
        return servers == null || !DatabaseName.isPlain(service)
                ? null
                : DatabaseUrl.onServer(product, THIN + "//" + servers, service.isEmpty() ? "" : "/" + service);
    }

    /** The server of a SID is written as that of a service, so that both have the same. */
    private static @Nullable DatabaseUrl ofSid(String product, @Nullable String servers, String sid) {
        return servers == null || sid.isEmpty() || !DatabaseName.isPlain(sid)
                ? null
                : DatabaseUrl.onServerAs(product, THIN + "//" + servers, THIN + servers + ":" + sid);
    }
}
