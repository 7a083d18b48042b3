package io.breakwater.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A key that holds further keys. Thread-safety: immutable once {@link ConfigOptions} has built it. */
public final class ConfigBlock {
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\(([^)]+)\\)");

    private final String key;
    private final String description;
    private final List<ConfigOption<?>> options = new ArrayList<>();
    private final List<ConfigBlock> blocks = new ArrayList<>();
    private final List<String> required = new ArrayList<>();
    private boolean repeated;
    private boolean keyRequired;

    ConfigBlock(String key, String description) {
        this.key = key;
        this.description = description;
    }

    ConfigBlock with(ConfigOption<?>... added) {
        Collections.addAll(options, added);
        return this;
    }

    ConfigBlock with(ConfigBlock... added) {
        Collections.addAll(blocks, added);
        return this;
    }

    /** A list of such blocks is written. */
    ConfigBlock repeated() {
        repeated = true;
        return this;
    }

    /** These keys must be written. The reader asks for them in words of its own. */
    ConfigBlock requiring(String... keys) {
        Collections.addAll(required, keys);
        return this;
    }

    /** At least one key must be written. */
    ConfigBlock requiringAny() {
        keyRequired = true;
        return this;
    }

    /** {@code retry}; empty for the file as a whole. */
    public String key() {
        return key;
    }

    public String description() {
        return description;
    }

    /** The description where no link leads. */
    String plainDescription() {
        return LINK.matcher(description).replaceAll("$1: docs/$2");
    }

    /** The keys with a value, in the order of the documentation. */
    public List<ConfigOption<?>> options() {
        return Collections.unmodifiableList(options);
    }

    /** The keys that hold further keys. */
    public List<ConfigBlock> blocks() {
        return Collections.unmodifiableList(blocks);
    }

    /** True if a list of such blocks is written. */
    public boolean isRepeated() {
        return repeated;
    }

    /** The keys that must be written. */
    public List<String> required() {
        return Collections.unmodifiableList(required);
    }

    /** True if at least one key must be written. */
    public boolean isKeyRequired() {
        return keyRequired;
    }

    @Nullable
    ConfigOption<?> option(String name) {
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).key().equals(name)) {
                return options.get(i);
            }
        }
        return null;
    }

    @Nullable
    ConfigBlock block(String name) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).key().equals(name)) {
                return blocks.get(i);
            }
        }
        return null;
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            keys.add(options.get(i).key());
        }
        for (int i = 0; i < blocks.size(); i++) {
            keys.add(blocks.get(i).key());
        }
        return keys;
    }

    /** The block below this one that has the key, or null. */
    @Nullable
    ConfigBlock owner(String name) {
        for (int i = 0; i < blocks.size(); i++) {
            ConfigBlock block = blocks.get(i);
            if (block.option(name) != null || block.block(name) != null) {
                return block;
            }
            ConfigBlock deeper = block.owner(name);
            if (deeper != null) {
                return deeper;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return key.isEmpty() ? "the file" : key;
    }
}
