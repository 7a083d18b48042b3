package io.breakwater.premain;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.security.CodeSource;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own jar, opened once for the life of the process.
 *
 * <p>Loaded by: the system loader. Thread-safety: thread-safe, as {@link ZipFile} is.
 */
final class AgentJar {
    private final File file;
    private final ZipFile zip;

    private AgentJar(File file) throws IOException {
        this.file = file;
        this.zip = new ZipFile(file);
    }

    /**
     * The jar that this class comes from.
     *
     * @throws IllegalStateException if it does not come from a file
     */
    static AgentJar own() throws Exception {
        CodeSource source = AgentJar.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            throw new IllegalStateException("agent jar: unknown (expected: a file)");
        }
        return new AgentJar(new File(source.getLocation().toURI()));
    }

    File file() {
        return file;
    }

    /** The entry of that name, or null. */
    @Nullable
    ZipEntry entry(String name) {
        return zip.getEntry(name);
    }

    InputStream open(ZipEntry entry) throws IOException {
        return zip.getInputStream(entry);
    }

    /** The whole content of an entry. */
    byte[] read(ZipEntry entry) throws IOException {
        byte[] content = new byte[(int) entry.getSize()];
        InputStream in = zip.getInputStream(entry);
        try {
            int length = 0;
            while (length < content.length) {
                int count = in.read(content, length, content.length - length);
                if (count < 0) {
                    throw new IOException(
                            entry.getName() + ": " + length + " bytes (expected: " + content.length + ")");
                }
                length += count;
            }
        } finally {
            in.close();
        }
        return content;
    }
}
