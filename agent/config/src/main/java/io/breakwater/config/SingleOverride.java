package io.breakwater.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One value given outside the file, and the way to its place. Confined to one thread. */
final class SingleOverride {
    private final Origin origin;
    private final String text;
    private final Problems problems;

    /** @param name for messages: {@code system property breakwater.mode} */
    SingleOverride(String name, String text, Problems problems) {
        this.origin = Origin.override(name);
        this.text = text;
        this.problems = problems;
    }

    /** A copy of the root with the value in place; the root itself if there was a problem. */
    ConfigValue applyTo(ConfigValue root, List<String> path) {
        ConfigOption<?> option = option(path);
        return option == null ? root : replaced(root, path, 0, option.written(origin, text));
    }

    private @Nullable ConfigOption<?> option(List<String> path) {
        ConfigBlock block = ConfigOptions.root();
        for (int i = 0; i < path.size(); i++) {
            String key = path.get(i);
            ConfigOption<?> option = block.option(key);
            ConfigBlock child = block.block(key);
            if (option != null && i == path.size() - 1) {
                return option;
            }
            if (child == null) {
                String[] answer =
                        option != null ? new String[] {"nothing below " + key, ""} : UnknownKey.answer(block, key);
                return refuse(path, "unknown key", answer[0], answer[1]);
            }
            if (child.isRepeated()) {
                i++;
                if (i == path.size() || IntegerType.parse(path.get(i)) < 0) {
                    return refuse(path, "no index", "a number after " + key, "The first entry has the number 0");
                }
            }
            block = child;
        }
        return refuse(path, "a block of keys", "one of " + UnknownKey.list(block.keys()), "Name a key inside it");
    }

    private ConfigValue replaced(ConfigValue value, List<String> path, int at, ConfigValue leaf) {
        if (at == path.size()) {
            return leaf;
        }
        String key = path.get(at);
        List<ConfigValue> items = value.items();
        if (items != null && value.isGathered()) {
            String wayOut = "The files of a directory have no numbering in common; write it into the file of the entry";
            refuse(path, "an entry by its number", "a key outside of lists", wayOut);
            return value;
        }
        if (items != null) {
            int index = IntegerType.parse(key);
            if (index < 0 || index >= items.size()) {
                String expected = items.isEmpty() ? "an entry in the file" : "an index 0.." + (items.size() - 1);
                refuse(path, "no entry " + key, expected, "An override changes an entry and adds none");
                return value;
            }
            List<ConfigValue> copy = new ArrayList<>(items);
            copy.set(index, replaced(copy.get(index), path, at + 1, leaf));
            return ConfigValue.list(value.origin(), copy);
        }
        Map<String, ConfigValue.Entry> entries = value.entries();
        if (entries == null && !value.isMissing()) {
            return value; // The file is wrong here, and says so itself.
        }
        Map<String, ConfigValue.Entry> copy = entries == null ? new LinkedHashMap<>() : new LinkedHashMap<>(entries);
        ConfigValue.Entry entry = copy.get(key);
        boolean list = key.equals(ConfigOptions.HOSTS.key())
                || key.equals(ConfigOptions.ROUTES.key())
                || key.equals(DeadlineOptions.INBOUND.key())
                || key.equals(Configuration.DRIVERS_KEY);
        ConfigValue child = entry != null
                ? entry.value()
                : list ? ConfigValue.list(origin, new ArrayList<>()) : ConfigValue.emptyMap(origin);
        ConfigValue changed = replaced(child, path, at + 1, leaf);
        copy.put(key, new ConfigValue.Entry(entry == null ? origin : entry.keyOrigin(), changed));
        return ConfigValue.map(value.origin(), copy);
    }

    private @Nullable ConfigOption<?> refuse(List<String> path, String value, String expected, String wayOut) {
        StringBuilder shown = new StringBuilder();
        for (String key : path) {
            boolean index = IntegerType.parse(key) >= 0;
            shown.append(index ? "[" + key + "]" : shown.length() > 0 ? "." + key : key);
        }
        problems.add(origin, shown.toString(), value, expected, wayOut);
        return null;
    }
}
