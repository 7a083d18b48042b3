package io.breakwater.tooling.cli;

import io.breakwater.config.ConfigProblem;
import io.breakwater.config.ConfigurationLoader;
import io.breakwater.config.LoadResult;
import io.breakwater.config.Overrides;
import io.breakwater.config.source.ConfigSources;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Loads the files that a command was given. */
final class ConfigurationFile {
    private ConfigurationFile() {}

    /** @throws ParameterException if it is no URL, and the file system has no such names */
    static void require(CommandLine command, String location) {
        if (!ConfigSources.isUrl(location)) {
            Path unused = path(command, location);
        }
    }

    /** @throws ParameterException if the file system has no such names */
    static Path path(CommandLine command, String file) {
        try {
            return Paths.get(file);
        } catch (InvalidPathException e) {
            throw new ParameterException(command, "FILE: " + file + " (expected: a path). " + e.getReason(), e);
        }
    }

    /** What may be told of a file, a directory or a URL: no credentials. */
    static String name(String location) {
        return ConfigSources.of(location).name();
    }

    /** @param overrides what the user asked for; none of this machine by itself */
    static LoadResult load(String location, Overrides overrides) {
        return ConfigurationLoader.loadFrom(ConfigSources.of(location).read(), overrides);
    }

    static void print(List<ConfigProblem> problems, String mark, PrintWriter target) {
        for (ConfigProblem problem : problems) {
            target.println(mark + problem);
        }
    }

    /** {@code 1 problem}, {@code 2 problems}. */
    static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
