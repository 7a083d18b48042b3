package io.breakwater.smoke.streams;

import java.io.IOException;
import java.io.InputStream;

/** A body that is made while it is read, and can be read once. Not thread-safe. */
final class MadeBody extends InputStream {
    private static final int PART_BYTES = 1 << 16;

    private long left;

    MadeBody(long bytes) {
        left = bytes;
    }

    @Override
    public int read() {
        return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        int count = (int) Math.min(left, length);
        left -= count;
        return count == 0 && length > 0 ? -1 : count;
    }

    static byte[] part() {
        return new byte[PART_BYTES];
    }

    /** Reads to the end, and keeps nothing. */
    static long lengthOf(InputStream in) throws IOException {
        byte[] part = part();
        long bytes = 0;
        for (int count = in.read(part); count >= 0; count = in.read(part)) {
            bytes += count;
        }
        return bytes;
    }
}
