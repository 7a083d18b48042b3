package io.breakwater.config;

import io.breakwater.config.source.ConfigSources;
import io.breakwater.config.source.SourceContent;
import io.breakwater.config.source.SourceFault;
import io.breakwater.config.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a source holds, and overrides, into a configuration, as a whole or not at all.
 *
 * <p>Thread-safety: stateless. Errors: none are thrown for what is in the files.
 */
public final class ConfigurationLoader {
    private ConfigurationLoader() {}

    /** @param path of a file or a directory; null for the built-in configuration */
    public static LoadResult load(@Nullable Path path, Overrides overrides) {
        return path == null
                ? builtIn(overrides)
                : loadFrom(ConfigSources.of(path.toString()).read(), overrides);
    }

    /** Without a file everything is observed; overrides apply to that as well. */
    public static LoadResult builtIn(Overrides overrides) {
        Problems problems = new Problems();
        ConfigValue root = overrides.applyTo(ConfigValue.emptyMap(Origin.BUILT_IN), problems);
        return new LoadResult(ConfigurationReader.read(root, false, problems), problems);
    }

    public static LoadResult loadFrom(SourceContent content, Overrides overrides) {
        Problems problems = new Problems();
        for (SourceFault fault : content.faults()) {
            problems.add(Origin.file(fault.name()), "", fault.value(), fault.expected(), fault.wayOut());
        }
        List<ConfigValue> roots = new ArrayList<>();
        for (SourceText source : content.texts()) {
            String text = ConfigFile.decode(source.name(), source.bytes(), problems);
            ConfigValue root = text == null ? null : YamlReader.read(source.name(), text, problems);
            if (root != null) {
                roots.add(root);
            }
        }
        if (roots.isEmpty()) {
            return new LoadResult(null, problems);
        }
        ConfigValue root = content.isDirectory() ? GatheredFiles.asOne(roots, problems) : roots.get(0);
        ConfigValue overridden = overrides.applyTo(root, problems);
        boolean versionRequired = !content.isDirectory(); // there each file was asked for it
        return new LoadResult(ConfigurationReader.read(overridden, versionRequired, problems), problems);
    }
}
