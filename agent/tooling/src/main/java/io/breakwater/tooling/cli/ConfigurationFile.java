package io.breakwater.tooling.cli;

import io.breakwater.config.ConfigProblem;
import io.breakwater.config.ConfigurationLoader;
import io.breakwater.config.LoadResult;
import io.breakwater.config.Overrides;
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

    /** @throws ParameterException if the file system has no such names */
    static Path path(CommandLine command, String file) {
        try {
            return Paths.get(file);
        } catch (InvalidPathException e) {
            throw new ParameterException(command, "FILE: " + file + " (expected: a path). " + e.getReason(), e);
        }
    }

    /** @param overrides what the user asked for; none of this machine by itself */
    static LoadResult load(Path file, Overrides overrides) {
        return ConfigurationLoader.load(file, overrides);
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
