package io.breakwater.tooling;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Writes the entry hook into class files: {@code box = BreakwaterBridge.enter(site, {this, arguments...}); if (box !=
 * null) return box[0];}, then the body as it was.
 *
 * <p>The hook adds no local variable and one stack map frame, whose locals are those of the method's entry. Frames are
 * relative to the one before, so all others stay right and none is computed: no class of the application has to be
 * loaded to find common supertypes.
 *
 * <p>Thread-safety: confined to the calling thread. Errors: whatever ASM throws at class files that it cannot read.
 */
final class EntryHook extends ClassVisitor {
    static final String BRIDGE = "java/lang/BreakwaterBridge";
    private static final byte[] BRIDGE_BYTES = BRIDGE.getBytes(StandardCharsets.US_ASCII);

    private final List<Site> sites;
    private String className = "";
    private boolean hasFrames;
    private int woven;

    private EntryHook(ClassVisitor next, List<Site> sites) {
        super(Opcodes.ASM9, next);
        this.sites = sites;
    }

    /** The class file with the hook in its sites, or null if there is nothing to do, or nothing left to do. */
    static byte @Nullable [] into(byte[] classFile, List<Site> sites) {
        if (isIn(classFile)) {
            return null;
        }
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        EntryHook hook = new EntryHook(writer, sites);
        reader.accept(hook, 0);
        return hook.woven == 0 ? null : writer.toByteArray();
    }

    /**
     * True if another copy of us, or we, were here before and still are. That the name is in the constant pool does not say
     * that: from Java 21 on a class that was woven and got its own bytecode back keeps what the pool had.
     */
    static boolean isIn(byte[] classFile) {
        if (!mentionsBridge(classFile)) {
            return false;
        }
        BridgeCalls calls = new BridgeCalls();
        new ClassReader(classFile).accept(calls, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return calls.found;
    }

    private static boolean mentionsBridge(byte[] classFile) {
        int last = classFile.length - BRIDGE_BYTES.length;
        for (int start = 0; start <= last; start++) {
            int matched = 0;
            while (matched < BRIDGE_BYTES.length && classFile[start + matched] == BRIDGE_BYTES[matched]) {
                matched++;
            }
            if (matched == BRIDGE_BYTES.length) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        className = name;
        hasFrames = (version & 0xFFFF) >= Opcodes.V1_6;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor body = super.visitMethod(access, name, descriptor, signature, exceptions);
        int without = Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE;
        if (body == null || (access & without) != 0 || name.charAt(0) == '<') {
            return body;
        }
        for (Site site : sites) {
            if (site.matches(name, descriptor)) {
                woven++;
                return new HookedMethod(body, site.number(), descriptor, hasFrames);
            }
        }
        return body;
    }

    /** Looks for methods that ask the bridge. */
    private static final class BridgeCalls extends ClassVisitor {
        private boolean found;

        BridgeCalls() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String method, String type, boolean isInterface) {
                    found |= owner.equals(BRIDGE);
                }
            };
        }
    }

    @Override
    public String toString() {
        return "hook in " + className;
    }
}
