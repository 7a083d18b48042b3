package io.breakwater.tooling;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which classes have a hook of ours, by client: {@code JDBC 4 classes, OkHttp 3 classes}. A class that several loaders have
 * counts once.
 *
 * <p>Thread-safety: thread-safe. Bounded: by the join points.
 */
final class Woven {
    private final Map<String, Set<String>> byClient = new ConcurrentSkipListMap<>();

    void add(String client, String className) {
        byClient.computeIfAbsent(client, first -> ConcurrentHashMap.newKeySet()).add(className);
    }

    /** How many classes, by client. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Map.Entry<String, Set<String>> client : byClient.entrySet()) {
            counts.put(client.getKey(), client.getValue().size());
        }
        return counts;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Integer> client : counts().entrySet()) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append(client.getKey())
                    .append(' ')
                    .append(client.getValue());
            text.append(client.getValue() == 1 ? " class" : " classes");
        }
        return text.toString();
    }
}
