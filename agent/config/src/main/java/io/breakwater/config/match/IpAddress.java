package io.breakwater.config.match;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An address written in digits. An IPv4 address inside IPv6 ({@code ::ffff:10.0.0.1}) is the IPv4 address. Nothing here
 * asks a name server, which {@link java.net.InetAddress} might.
 *
 * <p>Thread-safety: immutable.
 */
final class IpAddress {
    private static final int V6_BYTES = 16;
    private static final byte[] V4_IN_V6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private final byte[] bytes;

    private IpAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The address, or null if the text is a name. Brackets are not accepted; a zone is dropped. */
    static @Nullable IpAddress parse(String text) {
        if (text.indexOf(':') < 0) {
            byte[] four = new byte[4];
            return v4(text, 0, four, 0) ? new IpAddress(four) : null;
        }
        int zone = text.indexOf('%');
        byte[] bytes = v6(zone < 0 ? text : text.substring(0, zone));
        if (bytes == null) {
            return null;
        }
        return Arrays.equals(Arrays.copyOf(bytes, V4_IN_V6.length), V4_IN_V6)
                ? new IpAddress(Arrays.copyOfRange(bytes, V4_IN_V6.length, V6_BYTES))
                : new IpAddress(bytes);
    }

    private static boolean v4(String text, int from, byte[] target, int at) {
        int position = from;
        for (int i = 0; i < 4; i++) {
            int start = position;
            int number = 0;
            while (position < text.length() && isDigit(text.charAt(position)) && position - start < 3) {
                number = number * 10 + (text.charAt(position) - '0');
                position++;
            }
            boolean leadingZero = position - start > 1 && text.charAt(start) == '0';
            boolean end = i == 3 ? position == text.length() : position < text.length() && text.charAt(position) == '.';
            if (position == start || leadingZero || number > 255 || !end) {
                return false;
            }
            target[at + i] = (byte) number;
            position++;
        }
        return true;
    }

    private static byte @Nullable [] v6(String text) {
        byte[] bytes = new byte[V6_BYTES];
        int filled = 0;
        int gap = -1;
        int position = 0;
        if (text.startsWith("::")) {
            gap = 0;
            position = 2;
        }
        while (position < text.length()) {
            int end = position;
            while (end < text.length() && text.charAt(end) != ':') {
                end++;
            }
            if (end == text.length() && text.indexOf('.', position) >= 0) {
                if (filled > V6_BYTES - 4 || !v4(text, position, bytes, filled)) {
                    return null;
                }
                filled += 4;
                break;
            }
            int group = group(text, position, end);
            if (group < 0 || filled == V6_BYTES) {
                return null;
            }
            bytes[filled] = (byte) (group >> 8);
            bytes[filled + 1] = (byte) group;
            filled += 2;
            position = end;
            if (position < text.length()) {
                position++;
                if (position == text.length()) {
                    return null;
                }
                if (text.charAt(position) == ':') {
                    if (gap >= 0) {
                        return null;
                    }
                    gap = filled;
                    position++;
                }
            }
        }
        return spread(bytes, filled, gap);
    }

    private static int group(String text, int start, int end) {
        if (end == start || end - start > 4) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }

    /** Moves what stands after {@code ::} to the end. */
    private static byte @Nullable [] spread(byte[] bytes, int filled, int gap) {
        if (gap < 0) {
            return filled == V6_BYTES ? bytes : null;
        }
        if (filled == V6_BYTES) {
            return null;
        }
        byte[] spread = new byte[V6_BYTES];
        System.arraycopy(bytes, 0, spread, 0, gap);
        System.arraycopy(bytes, gap, spread, V6_BYTES - (filled - gap), filled - gap);
        return spread;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** 32 or 128. */
    int bits() {
        return bytes.length * 8;
    }

    /** The address with all bits behind the prefix zero. */
    IpAddress network(int prefixBits) {
        byte[] masked = bytes.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.max(0, Math.min(8, prefixBits - i * 8));
            masked[i] &= (byte) (0xff << (8 - kept));
        }
        return new IpAddress(masked);
    }

    boolean isIn(IpAddress network, int prefixBits) {
        return bytes.length == network.bytes.length && network(prefixBits).equals(network);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress && Arrays.equals(bytes, ((IpAddress) other).bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** {@code 10.0.0.1}, {@code fe80:0:0:0:0:0:0:1}: one form for one address. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        if (bytes.length == 4) {
            for (byte b : bytes) {
                out.append(out.length() > 0 ? "." : "").append(b & 0xff);
            }
            return out.toString();
        }
        for (int i = 0; i < bytes.length; i += 2) {
            int group = (bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff);
            out.append(i > 0 ? ":" : "").append(Integer.toHexString(group));
        }
        return out.toString();
    }
}
