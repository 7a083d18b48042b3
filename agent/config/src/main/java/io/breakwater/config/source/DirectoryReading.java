package io.breakwater.config.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the files of a directory that are configuration. Not those in directories below it: a mounted ConfigMap has older
 * versions of itself there.
 *
 * <p>Thread-safety: stateless. Errors: none are thrown; each becomes a fault.
 */
public final class DirectoryReading {
    private static final int MAX_FILES = 500;
    private static final int MAX_BYTES = 4 * Bytes.MAX_BYTES;

    private DirectoryReading() {}

    /** {@code *.yaml} and {@code *.yml}, and nothing that an editor or a volume leaves beside them under a name with a dot. */
    public static boolean isConfiguration(String name) {
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    /** In the order of their names, which is that of their characters. At most one more than is allowed. */
    static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
            for (Path file : found) {
                Path name = file.getFileName();
                if (name != null && isConfiguration(name.toString()) && files.size() <= MAX_FILES) {
                    files.add(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.sort(null);
        return files;
    }

    static SourceContent of(Path directory) {
        String name = directory.toString();
        List<SourceText> texts = new ArrayList<>();
        List<SourceFault> faults = new ArrayList<>();
        try {
            List<Path> files = files(directory);
            if (files.isEmpty()) {
                String wayOut = "Put at least one file *.yaml or *.yml into it";
                faults.add(new SourceFault(name, "a directory without configuration", "a file *.yaml in it", wayOut));
            } else if (files.size() > MAX_FILES) {
                faults.add(new SourceFault(
                        name, "more than " + MAX_FILES + " files", "at most " + MAX_FILES, "Merge some of them"));
            } else {
                read(name, files, texts, faults);
            }
        } catch (AccessDeniedException e) {
            String wayOut = "Give the user of this process the right to list it";
            faults.add(new SourceFault(name, "not readable", "a directory of YAML files", wayOut));
        } catch (IOException e) {
            String wayOut = "Check the disk and the directory's rights";
            faults.add(new SourceFault(name, "not readable: " + e, "a directory of YAML files", wayOut));
        }
        return SourceContent.ofDirectory(texts, faults);
    }

    private static void read(String name, List<Path> files, List<SourceText> texts, List<SourceFault> faults) {
        int left = MAX_BYTES;
        for (Path file : files) {
            SourceContent content = FileReading.of(file);
            texts.addAll(content.texts());
            faults.addAll(content.faults());
            for (SourceText text : content.texts()) {
                left -= text.bytes().length;
            }
            if (left < 0) {
                faults.add(new SourceFault(name, "more than 4MiB", "at most 4MiB", "Check that this is the right one"));
                return;
            }
        }
    }
}
