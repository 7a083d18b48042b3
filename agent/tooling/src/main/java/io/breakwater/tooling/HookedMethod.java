package io.breakwater.tooling;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** One instance method with the entry hook before its body. Thread-safety: confined to the calling thread. */
final class HookedMethod extends MethodVisitor {
    // The array twice, an index, and an argument of two slots.
    private static final int HOOK_STACK = 6;
    private static final String BOX = "[Ljava/lang/Object;";

    private final int site;
    private final Type[] arguments;
    private final Type result;
    private final boolean hasFrames;

    HookedMethod(MethodVisitor body, int site, String descriptor, boolean hasFrames) {
        super(Opcodes.ASM9, body);
        this.site = site;
        this.arguments = Type.getArgumentTypes(descriptor);
        this.result = Type.getReturnType(descriptor);
        this.hasFrames = hasFrames;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        pushInt(site);
        pushCall();
        super.visitMethodInsn(Opcodes.INVOKESTATIC, EntryHook.BRIDGE, "enter", "(I" + BOX + ")" + BOX, false);
        Label body = new Label();
        super.visitInsn(Opcodes.DUP);
        super.visitJumpInsn(Opcodes.IFNULL, body);
        returnContent();
        super.visitLabel(body);
        if (hasFrames) {
            super.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {BOX});
        }
        // Also keeps this frame apart from one that the body may have at its very first instruction.
        super.visitInsn(Opcodes.POP);
    }

    private void pushCall() {
        pushInt(arguments.length + 1);
        super.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        super.visitInsn(Opcodes.DUP);
        pushInt(0);
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitInsn(Opcodes.AASTORE);
        int local = 1;
        for (int i = 0; i < arguments.length; i++) {
            Type argument = arguments[i];
            super.visitInsn(Opcodes.DUP);
            pushInt(i + 1);
            super.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
            Primitive primitive = Primitive.of(argument);
            if (primitive != null) {
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        primitive.wrapper(),
                        "valueOf",
                        "(" + argument.getDescriptor() + ")L" + primitive.wrapper() + ";",
                        false);
            }
            super.visitInsn(Opcodes.AASTORE);
            local += argument.getSize();
        }
    }

    private void returnContent() {
        if (result.getSort() == Type.VOID) {
            super.visitInsn(Opcodes.POP);
            super.visitInsn(Opcodes.RETURN);
            return;
        }
        pushInt(0);
        super.visitInsn(Opcodes.AALOAD);
        Primitive primitive = Primitive.of(result);
        if (primitive == null) {
            super.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
        } else {
            super.visitTypeInsn(Opcodes.CHECKCAST, primitive.wrapper());
            super.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    primitive.wrapper(),
                    primitive.unboxing(),
                    "()" + result.getDescriptor(),
                    false);
        }
        super.visitInsn(result.getOpcode(Opcodes.IRETURN));
    }

    private void pushInt(int value) {
        if (value <= 5) {
            super.visitInsn(Opcodes.ICONST_0 + value);
        } else if (value <= Byte.MAX_VALUE) {
            super.visitIntInsn(Opcodes.BIPUSH, value);
        } else {
            super.visitIntInsn(Opcodes.SIPUSH, value);
        }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(Math.max(maxStack, HOOK_STACK), maxLocals);
    }

    /** How a primitive type is boxed. */
    private enum Primitive {
        BOOLEAN("java/lang/Boolean", "booleanValue"),
        CHAR("java/lang/Character", "charValue"),
        BYTE("java/lang/Byte", "byteValue"),
        SHORT("java/lang/Short", "shortValue"),
        INT("java/lang/Integer", "intValue"),
        FLOAT("java/lang/Float", "floatValue"),
        LONG("java/lang/Long", "longValue"),
        DOUBLE("java/lang/Double", "doubleValue");

        private static final Primitive[] ALL = values();
        private final String wrapper;
        private final String unboxing;

        Primitive(String wrapper, String unboxing) {
            this.wrapper = wrapper;
            this.unboxing = unboxing;
        }

        /** Null for an object or an array. The order is that of {@link Type}'s sorts. */
        static @Nullable Primitive of(Type type) {
            int sort = type.getSort();
            return sort >= Type.BOOLEAN && sort <= Type.DOUBLE ? ALL[sort - Type.BOOLEAN] : null;
        }

        String wrapper() {
            return wrapper;
        }

        String unboxing() {
            return unboxing;
        }
    }
}
