package io.breakwater.tooling;

import io.breakwater.config.Configuration;
import io.breakwater.config.ConfigurationLoader;
import io.breakwater.config.LoadResult;
import io.breakwater.config.source.DirectoryReading;
import io.breakwater.engine.database.DriverClasses;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC drivers that the configuration names. They have to be known before the application loads their classes, and so
 * this looks into the file at the start; but only a file that has the key in it is parsed for them.
 *
 * <p>Thread-safety: stateless. Errors: never throws; whatever is wrong with the file, {@link EngineStart} tells.
 */
final class NamedDrivers {
    private static final int MOST_BYTES = 1024 * 1024;

    private NamedDrivers() {}

    /** @param file null for the built-in configuration, which names none */
    static List<DriverClasses> in(@Nullable File file) {
        try {
            if (file != null && mentions(file, Configuration.DRIVERS_KEY)) {
                LoadResult result = ConfigurationLoader.load(file.toPath(), ProcessConfiguration.overrides());
                Configuration configuration = result.configuration();
                if (configuration != null && result.problems().isEmpty()) {
                    return configuration.drivers();
                }
            }
        } catch (IOException | RuntimeException | LinkageError toldLater) {
            // The whole file is refused then.
        }
        return Collections.emptyList();
    }

    /** True if these letters are anywhere in the file, or in a file of the directory. */
    static boolean mentions(File file, String key) throws IOException {
        if (file.isFile()) {
            return contains(file, key);
        }
        // Null if it is none, or not to be read.
        File[] files = file.listFiles();
        for (File each : files == null ? new File[0] : files) {
            if (DirectoryReading.isConfiguration(each.getName()) && each.isFile() && contains(each, key)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(File file, String key) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (InputStream in = new FileInputStream(file)) {
            for (int count = in.read(buffer); count > 0 && text.size() < MOST_BYTES; count = in.read(buffer)) {
                text.write(buffer, 0, count);
            }
        }
        // Whatever the encoding is: the key is ASCII.
        return text.toString(StandardCharsets.ISO_8859_1.name()).contains(key);
    }
}
