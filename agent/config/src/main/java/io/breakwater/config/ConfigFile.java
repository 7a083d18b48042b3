package io.breakwater.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the text of a configuration file. Errors: none are thrown; each becomes one problem. */
final class ConfigFile {
    private static final int MAX_BYTES = 1024 * 1024;
    private static final String EXPECTED = "a YAML file";

    private ConfigFile() {}

    /** The text, or null if there was a problem. */
    static @Nullable String read(Path file, Problems problems) {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            problems.add(
                    Origin.file(name),
                    "",
                    "a directory",
                    EXPECTED,
                    "Name the file itself, such as " + file.resolve("breakwater.yaml"));
            return null;
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe or a device may keep whoever reads it waiting for ever.
            problems.add(Origin.file(name), "", "not a regular file", EXPECTED, "Name a file that can be read again");
            return null;
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = atMost(in, MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            problems.add(
                    Origin.file(name),
                    "",
                    "no such file",
                    EXPECTED,
                    "Check the path; a relative one starts at " + "the working directory of the process");
            return null;
        } catch (AccessDeniedException e) {
            problems.add(
                    Origin.file(name),
                    "",
                    "not readable",
                    EXPECTED,
                    "Give the user of this process the right to read it");
            return null;
        } catch (IOException e) {
            problems.add(Origin.file(name), "", "not readable: " + e, EXPECTED, "Check the disk and the file's rights");
            return null;
        }
        if (bytes.length > MAX_BYTES) {
            problems.add(Origin.file(name), "", "more than 1MiB", "at most 1MiB", "Check that this is the right file");
            return null;
        }
        return decode(name, bytes, problems);
    }

    private static byte[] atMost(InputStream in, int limit) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (out.size() < limit) {
            int count = in.read(buffer, 0, Math.min(buffer.length, limit - out.size()));
            if (count < 0) {
                break;
            }
            out.write(buffer, 0, count);
        }
        return out.toByteArray();
    }

    private static @Nullable String decode(String name, byte[] bytes, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = new String(out.array(), 0, out.position());
        if (result.isError()) {
            Origin origin = at(name, text, text.length());
            problems.add(origin, "", "not UTF-8", "text in UTF-8", "Save the file in the encoding UTF-8");
            return null;
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** The place of a character. */
    static Origin at(String file, String text, int offset) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return Origin.inFile(file, line, offset - lineStart + 1);
    }

    private static final char BYTE_ORDER_MARK = '\ufeff';
}
