package io.breakwater.engine.database;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code //host\instance:port;databaseName=orders;...}: on SQL Server everything but the server is a property, and even
 * the server may be one. A value in braces may hold a semicolon.
 *
 * <p>Thread-safety: stateless.
 */
final class SqlServerForm {
    private SqlServerForm() {}

    static @Nullable DatabaseUrl parse(String product, String rest, int defaultPort) {
        if (!rest.startsWith("//")) {
            return null;
        }
        int end = DatabaseName.indexOfAny(rest, ";?#");
        String tail = rest.substring(end);
        Map<String, String> properties = properties(tail);
        String place = rest.substring(2, end);
        int slash = place.indexOf('/');
        String address = slash < 0 ? place : place.substring(0, slash);
        int backslash = address.indexOf('\\');
        int colon = address.indexOf(':', Math.max(backslash, address.lastIndexOf(']')));
        int hostEnd = colon >= 0 ? colon : address.length();
        String hostAndInstance =
                hostEnd > 0 ? address.substring(0, hostEnd) : value(properties, "servername", "server");
        int backslashAt = hostAndInstance.indexOf('\\');
        String host = backslashAt < 0 ? hostAndInstance : hostAndInstance.substring(0, backslashAt);
        String instance =
                backslashAt < 0 ? value(properties, "instancename") : hostAndInstance.substring(backslashAt + 1);
        instance = instance.toLowerCase(Locale.ROOT);
        String port = colon >= 0 ? address.substring(colon + 1) : value(properties, "portnumber", "port");
        String written = slash >= 0 ? place.substring(slash + 1) : "";
        String database = written.isEmpty() ? value(properties, "databasename", "database") : written;

        String server = ServerList.server(host, port, defaultPort);
        boolean plain = DatabaseName.isPlain(instance) && DatabaseName.isPlain(database);
        if (server == null || !plain || DatabaseName.isRestOfPassword(tail)) {
            return null;
        }
        String withInstance = instance.isEmpty() ? server : insert("\\" + instance, server);
        return DatabaseUrl.onServer(product, "//" + withInstance, database.isEmpty() ? "" : "/" + database);
    }

    private static String insert(String instance, String server) {
        int colon = server.lastIndexOf(':');
        return server.substring(0, colon) + instance + server.substring(colon);
    }

    private static String value(Map<String, String> properties, String... names) {
        for (String name : names) {
            String value = properties.get(name);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    /** {@code ;name=value;name={va;lue}}. */
    private static Map<String, String> properties(String tail) {
        Map<String, String> properties = new HashMap<>();
        int at = 0;
        while (at < tail.length()) {
            int equals = tail.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = tail.substring(at, equals);
            name = name.substring(name.lastIndexOf(';') + 1).trim().toLowerCase(Locale.ROOT);
            boolean braces = tail.startsWith("{", equals + 1);
            int close = braces ? tail.indexOf('}', equals) : -1;
            int semicolon = tail.indexOf(';', Math.max(close, equals));
            int end = semicolon < 0 ? tail.length() : semicolon;
            int from = equals + (close < 0 ? 1 : 2);
            properties.putIfAbsent(
                    name, tail.substring(from, close < 0 ? end : close).trim());
            at = end;
        }
        return properties;
    }
}
