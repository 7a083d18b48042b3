package io.breakwater.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** From the bytes of a configuration file to its text. Errors: none are thrown; each becomes one problem. */
final class ConfigFile {
    private ConfigFile() {}

    /** The text, or null if there was a problem. */
    static @Nullable String decode(String name, byte[] bytes, Problems problems) {
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
