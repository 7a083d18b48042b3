package io.breakwater.instrumentation.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the servers received, and what the application saw. Immutable once it is made. */
final class Recording {
    private final List<String> requests;
    private final List<Integer> connections;
    private final List<String> endings;
    private final int leasedConnections;

    Recording(List<String> requests, List<Integer> connections, List<String> endings, int leasedConnections) {
        this.requests = requests;
        this.connections = connections;
        this.endings = endings;
        this.leasedConnections = leasedConnections;
    }

    /** Byte for byte, server by server, in the order in which they came. */
    List<String> requests() {
        return requests;
    }

    /** One number for each server. */
    List<Integer> connections() {
        return connections;
    }

    /** How each call ended for the application. */
    List<String> endings() {
        return endings;
    }

    /** The names of headers are written in any way. */
    boolean haveRequests(String part) {
        String sought = part.toLowerCase(Locale.ROOT);
        return requests.stream()
                .anyMatch(request -> request.toLowerCase(Locale.ROOT).contains(sought));
    }

    boolean allEndIn(String part) {
        return !endings.isEmpty() && endings.stream().allMatch(ending -> ending.contains(part));
    }

    /** All of it, to be compared. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(requests);
        lines.add("connections: " + connections);
        lines.addAll(endings);
        lines.add("connections in use: " + leasedConnections);
        return lines;
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}
