package io.breakwater.config.source;

/** The bytes of one file, and its name for messages. Thread-safety: immutable, as long as nobody writes to the bytes. */
public final class SourceText {
    private final String name;
    private final byte[] bytes;

    SourceText(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    public String name() {
        return name;
    }

    /** MUST NOT be changed. */
    public byte[] bytes() {
        return bytes;
    }
}
