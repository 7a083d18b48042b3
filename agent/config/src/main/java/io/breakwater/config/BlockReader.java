package io.breakwater.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a block and those inside it into a layer, and reports what does not belong. Thread-safety: stateless. */
final class BlockReader {
    private BlockReader() {}

    /** Repeated blocks are left to the caller. */
    static void read(ConfigBlock block, Cursor cursor, Layer layer) {
        Map<String, ConfigValue.Entry> entries = entries(block, cursor);
        if (entries == null) {
            return;
        }
        for (Map.Entry<String, ConfigValue.Entry> named : entries.entrySet()) {
            String key = named.getKey();
            Cursor entry = cursor.entry(key, named.getValue().value());
            ConfigOption<?> option = block.option(key);
            ConfigBlock child = block.block(key);
            if (option != null) {
                readOption(option, entry, layer);
            } else if (child == null) {
                UnknownKey.report(block, key, entry, named.getValue().keyOrigin());
            } else if (!child.isRepeated()) {
                layer.put(child, named.getValue().keyOrigin());
                read(child, entry, layer);
            }
        }
    }

    private static <T> void readOption(ConfigOption<T> option, Cursor cursor, Layer layer) {
        T value = option.read(cursor);
        if (value != null) {
            layer.put(new Setting<>(option, value, cursor.origin(), cursor.path()));
        }
    }

    /** What is in the block; where it is none, a problem and null. */
    static @Nullable Map<String, ConfigValue.Entry> entries(ConfigBlock block, Cursor cursor) {
        Map<String, ConfigValue.Entry> entries = cursor.value().entries();
        if (entries == null) {
            String expected = "a block with keys of " + UnknownKey.list(block.keys());
            if (cursor.path().isEmpty()
                    && cursor.value().text() != null
                    && !cursor.value().isMissing()) {
                // Another file was named by mistake, and may be one whose content is nobody's business.
                cursor.refuseShown("text without keys", expected, "Is it the file that was meant?");
            } else {
                cursor.refuse(
                        expected,
                        cursor.value().isMissing() ? "Remove the line, or write the keys below it, indented" : "");
            }
        }
        return entries;
    }

    /** The elements of a repeated block; empty if there are none. */
    static Cursor[] repeated(ConfigBlock block, Cursor parent) {
        Map<String, ConfigValue.Entry> entries = parent.value().entries();
        ConfigValue.Entry entry = entries == null ? null : entries.get(block.key());
        if (entry == null) {
            return new Cursor[0];
        }
        Cursor cursor = parent.entry(block.key(), entry.value());
        List<ConfigValue> items = entry.value().items();
        if (items == null) {
            boolean missing = entry.value().isMissing();
            cursor.refuse(
                    "a list", missing ? "Remove the line, or write an entry below it" : "Begin each entry with -");
            return new Cursor[0];
        }
        Cursor[] elements = new Cursor[items.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = cursor.item(i);
        }
        return elements;
    }
}
