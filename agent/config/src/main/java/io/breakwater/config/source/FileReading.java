package io.breakwater.config.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads one file. Thread-safety: stateless. Errors: none are thrown; each becomes a fault. */
final class FileReading {
    static final String EXPECTED = "a YAML file";

    private FileReading() {}

    static SourceContent of(Path file) {
        String name = file.toString();
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe or a device may keep whoever reads it waiting for ever.
            String value = Files.isDirectory(file) ? "a directory" : "not a regular file";
            return fault(name, value, "Name a file that can be read again");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = Bytes.atMost(in);
            return bytes.length > Bytes.MAX_BYTES
                    ? SourceContent.of(
                            new SourceFault(name, Bytes.TOO_LONG, "at most 1MiB", "Check that this is the right file"))
                    : SourceContent.of(new SourceText(name, bytes));
        } catch (NoSuchFileException e) {
            return fault(
                    name,
                    "no such file",
                    "Check the path; a relative one starts at the working directory of the process");
        } catch (AccessDeniedException e) {
            return fault(name, "not readable", "Give the user of this process the right to read it");
        } catch (IOException e) {
            return fault(name, "not readable: " + e, "Check the disk and the file's rights");
        }
    }

    private static SourceContent fault(String name, String value, String wayOut) {
        return SourceContent.of(new SourceFault(name, value, EXPECTED, wayOut));
    }
}
