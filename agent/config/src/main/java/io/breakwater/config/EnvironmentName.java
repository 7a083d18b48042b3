package io.breakwater.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the path that a name such as {@code DEFAULTS_HTTP_RETRY_MAX_ATTEMPTS} means: an underscore separates keys, or
 * stands for the hyphen in one. Thread-safety: stateless.
 */
final class EnvironmentName {
    private EnvironmentName() {}

    /** Adds the keys to the path; false if no option has this name, and the path is then unchanged. */
    static boolean resolve(ConfigBlock block, String name, List<String> path) {
        List<ConfigOption<?>> options = block.options();
        for (int i = 0; i < options.size(); i++) {
            if (upper(options.get(i).key()).equals(name)) {
                path.add(options.get(i).key());
                return true;
            }
        }
        List<ConfigBlock> blocks = block.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            ConfigBlock child = blocks.get(i);
            String start = upper(child.key()) + "_";
            if (name.startsWith(start) && resolveInside(child, name.substring(start.length()), path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean resolveInside(ConfigBlock block, String name, List<String> path) {
        int size = path.size();
        path.add(block.key());
        String rest = name;
        if (block.isRepeated()) {
            int end = name.indexOf('_');
            if (end < 0 || IntegerType.parse(name.substring(0, end)) < 0) {
                path.remove(size);
                return false;
            }
            path.add(name.substring(0, end));
            rest = name.substring(end + 1);
        }
        if (resolve(block, rest, path)) {
            return true;
        }
        path.subList(size, path.size()).clear();
        return false;
    }

    private static String upper(String key) {
        return key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The path of a name that means nothing, as far as it means something, so that a message can go on from there. */
    static List<String> guess(String name) {
        List<String> path = new ArrayList<>();
        ConfigBlock block = ConfigOptions.root();
        String rest = name;
        boolean deeper = true;
        while (deeper) {
            deeper = false;
            for (ConfigBlock child : block.blocks()) {
                String start = upper(child.key()) + "_";
                if (rest.startsWith(start)) {
                    path.add(child.key());
                    rest = rest.substring(start.length());
                    int end = rest.indexOf('_');
                    if (child.isRepeated() && end > 0) {
                        path.add(rest.substring(0, end));
                        rest = rest.substring(end + 1);
                    }
                    block = child;
                    deeper = true;
                    break;
                }
            }
        }
        path.add(rest.toLowerCase(Locale.ROOT).replace('_', '-'));
        return path;
    }
}
