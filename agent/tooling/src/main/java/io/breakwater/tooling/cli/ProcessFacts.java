package io.breakwater.tooling.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operating system says of a process, without touching it: read from {@code /proc} of Linux. Elsewhere, and where
 * it is not for us to read, nothing is known.
 *
 * <p>Thread-safety: thread-safe; each method looks anew. Errors: none; what cannot be read is unknown.
 */
@SuppressWarnings("StringSplitter") // of lines whose form the kernel guarantees
final class ProcessFacts {
    private static final Path PROC = Paths.get("/proc");

    /** As Linux shows it, which cuts names after 15 characters. */
    private static final String OUR_THREAD = "breakwater-log";

    /** The library of another make, which is asked without a signal. */
    private static final String OPEN_J9 = "libj9vm";

    /** In the kernel's mask of signals that a process catches. */
    private static final long SIGQUIT = 1L << 2;

    private final long pid;
    private final Path directory;

    private ProcessFacts(long pid) {
        this.pid = pid;
        this.directory = PROC.resolve(Long.toString(pid));
    }

    static ProcessFacts of(long pid) {
        return new ProcessFacts(pid);
    }

    long pid() {
        return pid;
    }

    private static boolean isLinux() {
        return Files.isReadable(PROC.resolve("self/status"));
    }

    boolean isThisProcess() {
        try {
            return Files.isSameFile(directory, PROC.resolve("self"));
        } catch (IOException unknown) {
            return false;
        }
    }

    /** True if there is surely no such process. */
    boolean isGone() {
        return isLinux() && (!Files.isDirectory(directory) || status("State:").startsWith("Z"));
    }

    /** True if somebody has stopped it, as {@code kill -STOP} does. */
    boolean isStopped() {
        return status("State:").startsWith("T");
    }

    /** True if it is surely no JVM. */
    boolean isNoJvm() {
        String maps = maps();
        return !maps.isEmpty() && !maps.contains("libjvm.so") && !maps.contains(OPEN_J9);
    }

    /** What it has in its memory; empty if that is not for us. */
    private String maps() {
        try {
            return read("maps");
        } catch (IOException notForUs) {
            return "";
        }
    }

    /**
     * True if it would surely end of the signal by which HotSpot is asked to let somebody attach: it does not catch it, and
     * has not let anybody attach before, which makes the signal needless. A JVM catches it soon after its start.
     */
    boolean endsOfAttaching() {
        String caught = status("SigCgt:");
        return caught.matches("[0-9a-f]{16}")
                && (Long.parseUnsignedLong(caught, 16) & SIGQUIT) == 0
                && !maps().contains(OPEN_J9)
                && !hasAttachSocket();
    }

    private boolean hasAttachSocket() {
        String[] ids = status("NSpid:").split("\\s+", -1);
        String path = "/tmp/.java_pid" + ids[ids.length - 1];
        File file = seenFromHere(path);
        return (file == null ? new File(path) : file).exists();
    }

    /** The name of the user that it runs as, or null. */
    @Nullable
    String user() {
        try {
            return isLinux() ? Files.getOwner(directory).getName() : null;
        } catch (IOException | UnsupportedOperationException unknown) {
            return null;
        }
    }

    /** The number of the effective user; empty if unknown. */
    String userId() {
        String[] ids = status("Uid:").split("\\s+", -1);
        return ids.length > 1 ? ids[1] : "";
    }

    /** The numbers of its groups. */
    String[] groupIds() {
        String[] effective = status("Gid:").split("\\s+", -1);
        String all = (effective.length > 1 ? effective[1] : "") + " " + status("Groups:");
        return all.trim().split("\\s+", -1);
    }

    /** True if it runs as another user than we do. */
    boolean isOfAnotherUser() {
        String id = userId();
        String own = ProcessFacts.own().userId();
        return !id.isEmpty() && !own.isEmpty() && !id.equals(own);
    }

    /** The process that asks. */
    static ProcessFacts own() {
        try {
            return new ProcessFacts(Long.parseLong(
                    PROC.resolve("self").toRealPath().getFileName().toString()));
        } catch (IOException | NumberFormatException unknown) {
            return new ProcessFacts(0);
        }
    }

    /** True if it surely sees other files than we do: it is in a container. */
    boolean hasFilesOfItsOwn() {
        try {
            Path namespace = Paths.get("ns/mnt");
            return !Files.readSymbolicLink(directory.resolve(namespace))
                    .equals(Files.readSymbolicLink(PROC.resolve("self").resolve(namespace)));
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /** A path of the process, as we see it; null if we may not look. */
    @Nullable
    File seenFromHere(String path) {
        Path root = directory.resolve("root");
        return Files.isReadable(root) ? new File(root + path) : null;
    }

    /** True if the process was surely started with the option, on its command line or by a variable. */
    boolean hasOption(String option) {
        return words("cmdline", "\0").contains(option)
                || words("environ", "[\0 =\"']").contains(option);
    }

    private List<String> words(String file, String separator) {
        try {
            return Arrays.asList(read(file).split(separator, -1));
        } catch (IOException notForUs) {
            return new ArrayList<>();
        }
    }

    /** Whether our agent runs in it, by the names of its threads; null if it cannot be known in that way. */
    @Nullable
    Boolean hasAgent() {
        if (!isLinux()) {
            return null;
        }
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(directory.resolve("task"))) {
            for (Path thread : threads) {
                Path name = thread.resolve("comm");
                if (Files.isReadable(name) && text(name).trim().equals(OUR_THREAD)) {
                    return true;
                }
            }
            return false;
        } catch (IOException gone) {
            return null;
        }
    }

    private String status(String key) {
        try {
            for (String line : read("status").split("\n", -1)) {
                if (line.startsWith(key)) {
                    return line.substring(key.length()).trim();
                }
            }
        } catch (IOException unknown) {
            // Then it has no such line for us.
        }
        return "";
    }

    private String read(String file) throws IOException {
        return text(directory.resolve(file));
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
