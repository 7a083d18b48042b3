package io.breakwater.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of a key that does not belong where it stands what was probably meant. Thread-safety: stateless. */
final class UnknownKey {
    private UnknownKey() {}

    static void report(ConfigBlock block, String key, Cursor cursor, Origin keyOrigin) {
        String shown = LaterOptions.announced(block, key) != null ? "not supported yet" : "unknown key";
        String[] answer = answer(block, key);
        cursor.problems().add(keyOrigin, cursor.path(), shown, answer[0], answer[1]);
    }

    /** What is expected instead, and the way out. */
    static String[] answer(ConfigBlock block, String key) {
        String keys = "one of " + list(block.keys());
        String announced = LaterOptions.announced(block, key);
        if (announced != null) {
            return new String[] {keys, announced};
        }
        if (key.equals("<<")) {
            return new String[] {keys, "Merge keys are not supported; put what is shared in defaults"};
        }
        if (Cursor.isYamlBoolean(key)) {
            return new String[] {keys, "YAML 1.1 reads " + key + " as a boolean; avoid it as a key"};
        }
        if (block == ConfigOptions.ROUTES && key.equals(JdbcOptions.JDBC.key())) {
            return new String[] {
                keys, "A database has no routes; jdbc belongs to defaults, or to a host whose match is a JDBC URL"
            };
        }
        String kebab = MeantKey.named(block, NearestKey.kebab(key));
        String meant = MeantKey.of(block, kebab);
        if (meant != null) {
            return new String[] {meant, "Did you mean " + meant + MeantKey.explained(meant) + "?"};
        }
        String home = home(block, kebab);
        String nearest = NearestKey.of(kebab, block.keys());
        if (home != null && !kebab.equals(nearest) && !kebab.equals(nearest + "s")) {
            return new String[] {keys, "The key " + kebab + " belongs to " + home};
        }
        if (nearest != null) {
            return new String[] {nearest, "Did you mean " + nearest + "?"};
        }
        String misspelt = NearestKey.of(kebab, allKeys(ConfigOptions.root(), new ArrayList<>()));
        String otherHome = misspelt == null ? null : home(block, misspelt);
        return new String[] {
            keys, otherHome == null ? "" : "Did you mean " + misspelt + ", which belongs to " + otherHome + "?"
        };
    }

    /** The nearest block that has the key: below this one, beside it, anywhere. */
    private static @Nullable String home(ConfigBlock block, String key) {
        ConfigBlock scope = block;
        while (scope != null) {
            ConfigBlock owner = scope.owner(key);
            if (owner != null) {
                return owner == block ? null : path(ConfigOptions.root(), owner, "");
            }
            scope = parent(ConfigOptions.root(), scope);
        }
        ConfigBlock root = ConfigOptions.root();
        return block != root && root.keys().contains(key) ? "the top level" : null;
    }

    private static @Nullable ConfigBlock parent(ConfigBlock from, ConfigBlock sought) {
        List<ConfigBlock> blocks = from.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) == sought) {
                return from;
            }
            ConfigBlock deeper = parent(blocks.get(i), sought);
            if (deeper != null) {
                return deeper;
            }
        }
        return null;
    }

    /** {@code http.retry}: without {@code defaults}, which is only one of the places. */
    private static @Nullable String path(ConfigBlock from, ConfigBlock sought, String path) {
        List<ConfigBlock> blocks = from.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            ConfigBlock block = blocks.get(i);
            boolean level = block == ConfigOptions.DEFAULTS && block != sought;
            String here = level ? "" : path.isEmpty() ? block.key() : path + "." + block.key();
            if (block == sought) {
                return here;
            }
            String deeper = path(block, sought, here);
            if (deeper != null) {
                return deeper;
            }
        }
        return null;
    }

    private static List<String> allKeys(ConfigBlock block, List<String> keys) {
        keys.addAll(block.keys());
        List<ConfigBlock> blocks = block.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            allKeys(blocks.get(i), keys);
        }
        return keys;
    }

    static String list(List<String> words) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            out.append(i > 0 ? ", " : "").append(words.get(i));
        }
        return out.toString();
    }
}
