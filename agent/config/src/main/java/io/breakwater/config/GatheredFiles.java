package io.breakwater.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes one configuration of the files of a directory: their hosts and drivers are put one after the other, and every other
 * key of the top may be in one of the files. So each team has a file for its hosts, and what holds for all of them has one
 * place. Nothing depends on the order of the files.
 *
 * <p>Confined to one thread.
 */
final class GatheredFiles {
    private final Problems problems;
    private final Map<String, ConfigValue.Entry> entries = new LinkedHashMap<>();
    private final Map<String, List<ConfigValue>> items = new LinkedHashMap<>();
    private final Map<String, List<Integer>> numbers = new LinkedHashMap<>();

    private GatheredFiles(Problems problems) {
        this.problems = problems;
    }

    /** @param roots what stands in each file, at least one */
    static ConfigValue asOne(List<ConfigValue> roots, Problems problems) {
        GatheredFiles files = new GatheredFiles(problems);
        for (ConfigValue root : roots) {
            files.add(root);
        }
        return files.root(roots.get(0).origin());
    }

    private void add(ConfigValue root) {
        Cursor cursor = new Cursor(root, "", problems);
        Map<String, ConfigValue.Entry> found = BlockReader.entries(ConfigOptions.root(), cursor);
        if (found == null) {
            return;
        }
        ConfigurationReader.requireVersion(cursor);
        for (Map.Entry<String, ConfigValue.Entry> named : found.entrySet()) {
            String key = named.getKey();
            ConfigValue.Entry entry = named.getValue();
            ConfigBlock repeated = gathered(key);
            if (repeated != null) {
                gather(repeated, cursor, entry);
            } else if (key.equals(ConfigOptions.VERSION.key())) {
                Integer unused = ConfigOptions.VERSION.read(cursor.entry(key, entry.value()));
                entries.put(key, entry);
            } else if (ConfigOptions.root().keys().contains(key)) {
                put(key, entry);
            } else {
                UnknownKey.report(ConfigOptions.root(), key, cursor.entry(key, entry.value()), entry.keyOrigin());
            }
        }
    }

    private static @Nullable ConfigBlock gathered(String key) {
        if (key.equals(ConfigOptions.HOSTS.key())) {
            return ConfigOptions.HOSTS;
        }
        return key.equals(DriverOptions.DRIVERS.key()) ? DriverOptions.DRIVERS : null;
    }

    private void gather(ConfigBlock block, Cursor cursor, ConfigValue.Entry entry) {
        List<ConfigValue> all = items.computeIfAbsent(block.key(), key -> new ArrayList<>());
        List<Integer> own = numbers.computeIfAbsent(block.key(), key -> new ArrayList<>());
        entries.putIfAbsent(block.key(), entry);
        Cursor[] elements = BlockReader.repeated(block, cursor);
        for (int i = 0; i < elements.length; i++) {
            all.add(elements[i].value());
            own.add(i);
        }
    }

    private void put(String key, ConfigValue.Entry entry) {
        ConfigValue.Entry earlier = entries.putIfAbsent(key, entry);
        if (earlier != null) {
            String expected = "in one file of the directory";
            String wayOut = "It holds for all files; merge it with the one at "
                    + earlier.keyOrigin().brief();
            problems.add(entry.keyOrigin(), key, "in a second file", expected, wayOut);
        }
    }

    private ConfigValue root(Origin origin) {
        for (Map.Entry<String, List<ConfigValue>> list : items.entrySet()) {
            String key = list.getKey();
            ConfigValue.Entry first = entries.get(key);
            List<Integer> own = numbers.get(key);
            if (first != null && own != null) {
                ConfigValue gathered = ConfigValue.gathered(first.value().origin(), list.getValue(), own);
                entries.put(key, new ConfigValue.Entry(first.keyOrigin(), gathered));
            }
        }
        return ConfigValue.map(origin, entries);
    }
}
