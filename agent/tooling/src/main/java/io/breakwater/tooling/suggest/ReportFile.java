package io.breakwater.tooling.suggest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * A file that whoever looks at it finds whole, the old one or the new one, and that nobody but the user of the process
 * can read.
 *
 * <p>Thread-safety: one thread at a time. Errors: never throws; what goes wrong is told once, until it goes well again.
 */
final class ReportFile {
    private final String name;
    private final Consumer<String> log;
    private boolean hasFailed;

    /** @param log takes a line that somebody has to know */
    ReportFile(String name, Consumer<String> log) {
        this.name = name;
        this.log = log;
    }

    void write(String text) {
        try {
            Path file = Paths.get(name).toAbsolutePath();
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new FileSystemException(name, null, "not a regular file");
            }
            Path directory = file.getParent();
            if (directory == null || !Files.isDirectory(directory)) {
                throw new FileSystemException(name, null, "its directory does not exist");
            }
            replace(file, directory, text.getBytes(StandardCharsets.UTF_8));
            hasFailed = false;
        } catch (IOException | InvalidPathException | SecurityException failure) {
            if (!hasFailed) {
                hasFailed = true;
                log.accept("observe.report-file: " + Texts.printable(name) + " cannot be written: "
                        + Texts.printable(reason(failure)));
            }
        }
    }

    /** Where the operating system has no words, the class of the exception has: {@code AccessDeniedException}. */
    static String reason(Exception failure) {
        boolean hasWords =
                !(failure instanceof FileSystemException) || ((FileSystemException) failure).getReason() != null;
        return (hasWords ? "" : failure.getClass().getSimpleName() + ": ") + failure.getMessage();
    }

    private static void replace(Path file, Path directory, byte[] bytes) throws IOException {
        // It is made with the rights of its owner alone, where the file system has rights.
        Path fresh = Files.createTempFile(directory, "." + file.getFileName(), ".tmp");
        try {
            Files.write(fresh, bytes);
            move(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
