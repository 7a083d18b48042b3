package io.breakwater.telemetry.tracing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Turns a class that uses OpenTelemetry's API into one that uses the copy inside the OpenTelemetry agent, whose classes
 * have a longer name. All names are texts in the class file's pool of constants, and nothing else in a class file depends
 * on their length.
 *
 * <p>Source: chapter 4.4 of the JVM specification. Thread-safety: stateless.
 */
final class ShadedNames {
    private static final String PLAIN = "io/opentelemetry/";
    private static final int HEAD_BYTES = 8;
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;

    private ShadedNames() {}

    static byte[] in(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(classFile.length + classFile.length / 4);
        DataOutputStream out = new DataOutputStream(bytes);
        copy(in, out, HEAD_BYTES);
        int count = in.readUnsignedShort();
        out.writeShort(count);
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            if (tag == UTF8) {
                out.writeUTF(in.readUTF().replace(PLAIN, ApiSightings.SHADED + PLAIN));
            } else {
                copy(in, out, bytesOf(tag));
            }
            if (tag == LONG || tag == DOUBLE) {
                i++; // they take two places
            }
        }
        copy(in, out, in.available());
        return bytes.toByteArray();
    }

    private static int bytesOf(int tag) throws IOException {
        switch (tag) {
            case 7: // class
            case 8: // text
            case 16: // type of a method
            case 19: // module
            case 20: // package
                return 2;
            case 15: // handle of a method
                return 3;
            case 3: // int
            case 4: // float
            case 9: // field
            case 10: // method
            case 11: // method of an interface
            case 12: // name and type
            case 17: // dynamic
            case 18: // dynamic call
                return 4;
            case LONG:
            case DOUBLE:
                return 8;
            default:
                throw new IOException("constant pool tag: " + tag + " (expected: one that the JVM specification has)");
        }
    }

    private static void copy(DataInputStream in, DataOutputStream out, int length) throws IOException {
        byte[] some = new byte[length];
        in.readFully(some);
        out.write(some);
    }
}
