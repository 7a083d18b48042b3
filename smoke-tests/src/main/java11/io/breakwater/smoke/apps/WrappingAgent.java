package io.breakwater.smoke.apps;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.http.HttpResponse.BodyHandler;
import java.security.ProtectionDomain;
import java.util.function.UnaryOperator;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * An agent, as one that measures answers might be: whoever makes a call with {@code java.net.http} has its body handler
 * wrapped at the entry of the call, and a line printed. The client finds the wrapper among the system properties, so that
 * nothing has to be visible to it.
 */
public final class WrappingAgent implements ClassFileTransformer {
    private static final String CLIENT = "jdk/internal/net/http/HttpClientFacade";
    private static final String HANDLER = "java/net/http/HttpResponse$BodyHandler";
    private static final String KEY = "wrapping-agent";

    private WrappingAgent() {}

    /** Called by the JVM. */
    public static void premain(@Nullable String ignored, Instrumentation instrumentation) {
        UnaryOperator<BodyHandler<?>> wrapper = WrappingAgent::wrapped;
        System.getProperties().put(KEY, wrapper);
        // Able to retransform, though it does not: such transformers come after the others, in the order of the agents.
        instrumentation.addTransformer(new WrappingAgent(), true);
    }

    private static <T> BodyHandler<T> wrapped(BodyHandler<T> handler) {
        System.out.println("wrapped");
        return info -> handler.apply(info);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> type,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (!CLIENT.equals(className)) {
            return null;
        }
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Calls(writer), 0);
        return writer.toByteArray();
    }

    /** Finds the methods that take a request and a body handler. */
    private static final class Calls extends ClassVisitor {
        Calls(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
            return descriptor.startsWith("(Ljava/net/http/HttpRequest;L" + HANDLER + ";") ? new Entry(method) : method;
        }
    }

    /** {@code handler = ((UnaryOperator) System.getProperties().get(KEY)).apply(handler);} */
    private static final class Entry extends MethodVisitor {
        Entry(MethodVisitor method) {
            super(Opcodes.ASM9, method);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            String operator = "java/util/function/UnaryOperator";
            visitMethodInsn(
                    Opcodes.INVOKESTATIC, "java/lang/System", "getProperties", "()Ljava/util/Properties;", false);
            visitLdcInsn(KEY);
            visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    "java/util/Properties",
                    "get",
                    "(Ljava/lang/Object;)Ljava/lang/Object;",
                    false);
            visitTypeInsn(Opcodes.CHECKCAST, operator);
            visitVarInsn(Opcodes.ALOAD, 2);
            visitMethodInsn(Opcodes.INVOKEINTERFACE, operator, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;", true);
            visitTypeInsn(Opcodes.CHECKCAST, HANDLER);
            visitVarInsn(Opcodes.ASTORE, 2);
        }
    }
}
