package io.breakwater.tooling.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether another user may read a file, as far as permissions tell. Access control lists are not looked at.
 *
 * <p>Thread-safety: stateless.
 */
final class FileAccess {
    private FileAccess() {}

    /** The first directory or file on the way that the process's user may not enter or read; null if there is none. */
    static @Nullable String closedTo(File file, ProcessFacts process) {
        if (process.userId().equals("0")) {
            return null;
        }
        try {
            Path path = file.toPath().toRealPath();
            for (Path on = path; on != null; on = on.getParent()) {
                boolean isFile = on.equals(path);
                if (!isOpen(on, isFile, process)) {
                    return on + (isFile ? " is not readable to others" : " cannot be entered by others");
                }
            }
        } catch (IOException | UnsupportedOperationException unknown) {
            // Then the JVM will say it.
        }
        return null;
    }

    private static boolean isOpen(Path path, boolean isFile, ProcessFacts process) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
        Set<PosixFilePermission> permissions = attributes.permissions();
        if (attributes.owner().getName().equals(process.user())) {
            return permissions.contains(isFile ? PosixFilePermission.OWNER_READ : PosixFilePermission.OWNER_EXECUTE);
        }
        Object group = Files.getAttribute(path, "unix:gid");
        if (Arrays.asList(process.groupIds()).contains(String.valueOf(group))) {
            return permissions.contains(isFile ? PosixFilePermission.GROUP_READ : PosixFilePermission.GROUP_EXECUTE);
        }
        return permissions.contains(isFile ? PosixFilePermission.OTHERS_READ : PosixFilePermission.OTHERS_EXECUTE);
    }
}
