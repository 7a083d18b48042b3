package io.breakwater.config.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the file system says of files without opening them: which file it is, how long, and when it was written. Symbolic
 * links are followed, so that a link that points elsewhere now is another file.
 *
 * <p>Thread-safety: immutable. Errors: none are thrown; a file that is not there has a stamp too.
 */
final class Stamp {
    /** The time of change is not for users to set, as that of writing is: {@code cp -p} keeps the latter. */
    private static final String ON_UNIX = "unix:lastModifiedTime,ctime,size,ino,dev";

    private static final String ELSEWHERE = "lastModifiedTime,size,fileKey";

    private final String text;
    private final long writtenMillis;

    private Stamp(String text, long writtenMillis) {
        this.text = text;
        this.writtenMillis = writtenMillis;
    }

    static Stamp of(Path path) {
        List<Path> files = new ArrayList<>();
        files.add(path);
        StringBuilder text = new StringBuilder();
        if (Files.isDirectory(path)) {
            try {
                files.addAll(DirectoryReading.files(path));
            } catch (IOException e) {
                text.append(e).append('\n');
            }
        }
        long writtenMillis = Long.MIN_VALUE;
        for (Path file : files) {
            text.append(file).append(' ');
            try {
                Map<String, Object> attributes = attributes(file);
                text.append(attributes).append('\n');
                Object written = attributes.get("lastModifiedTime");
                if (written instanceof FileTime) {
                    writtenMillis = Math.max(writtenMillis, ((FileTime) written).toMillis());
                }
            } catch (IOException e) {
                text.append(e).append('\n');
            }
        }
        return new Stamp(text.toString(), writtenMillis);
    }

    private static Map<String, Object> attributes(Path file) throws IOException {
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        return Files.readAttributes(file, unix ? ON_UNIX : ELSEWHERE);
    }

    /** False tells of a change for certain. True does not rule one out where the file system counts in seconds. */
    boolean isSameAs(Stamp other) {
        return text.equals(other.text);
    }

    /** True if it was written after that time of day. */
    boolean isYoungerThan(long epochMillis) {
        return writtenMillis > epochMillis;
    }
}
