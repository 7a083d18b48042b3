package io.breakwater.config;

import io.breakwater.engine.database.DriverClasses;
import io.breakwater.engine.database.KnownProduct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A driver that the file names. Thread-safety: immutable. */
final class DriverEntry {
    private final Layer layer;

    private DriverEntry(Layer layer) {
        this.layer = layer;
    }

    static DriverEntry read(Cursor cursor) {
        Layer layer = new Layer(ConfigOptions.FILE_MODE);
        BlockReader.read(DriverOptions.DRIVERS, cursor, layer);
        require(DriverOptions.DRIVER, cursor);
        require(DriverOptions.STATEMENT, cursor);
        noticeKnown(layer, cursor.problems());
        return new DriverEntry(layer);
    }

    /** What is known by itself comes first, so that the entry does no harm, and no good either. */
    private static void noticeKnown(Layer layer, Problems problems) {
        Setting<List<String>> setting = layer.setting(DriverOptions.DRIVER);
        List<String> names = setting == null ? Collections.emptyList() : setting.value();
        for (String name : names) {
            KnownProduct product = KnownProduct.ofDriver(name);
            if (setting != null && product != null) {
                problems.notice(
                        setting.origin(),
                        setting.path(),
                        name + ": the driver of " + product.title() + ", which is known by itself in the versions that"
                                + " docs/supported-clients.md lists; for these the entry is not needed");
            }
        }
    }

    private static void require(ConfigOption<?> option, Cursor cursor) {
        Map<String, ConfigValue.Entry> entries = cursor.value().entries();
        if (entries != null && !entries.containsKey(option.key())) {
            String path = cursor.path() + "." + option.key();
            String wayOut = "Write " + option.key() + ": and the name of the driver's class";
            cursor.problems().add(cursor.origin(), path, "missing", "a class", wayOut);
        }
    }

    DriverClasses classes() {
        List<String> prepared = new ArrayList<>(named(DriverOptions.PREPARED));
        prepared.addAll(named(DriverOptions.CALLABLE));
        return new DriverClasses(
                named(DriverOptions.DRIVER), named(DriverOptions.CONNECTION), named(DriverOptions.STATEMENT), prepared);
    }

    private List<String> named(ConfigOption<List<String>> option) {
        Setting<List<String>> setting = layer.setting(option);
        return setting == null ? Collections.emptyList() : setting.value();
    }

    /** What is written, in the order of the documentation. */
    List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>();
        for (ConfigOption<?> option : DriverOptions.DRIVERS.options()) {
            Setting<?> setting = layer.setting(option);
            if (setting != null) {
                settings.add(setting);
            }
        }
        return settings;
    }
}
