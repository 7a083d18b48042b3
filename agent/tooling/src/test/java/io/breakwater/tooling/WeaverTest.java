package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.extension.JoinPoint;
import io.breakwater.telemetry.tracing.ApiSightings;
import io.breakwater.tooling.control.ManagementSighting;
import io.opentelemetry.javaagent.OtherAgentsLoader;
import java.util.Arrays;
import java.util.Collections;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeaverTest {
    private static final String NAME = "test.Countdown";

    private final Lines written = new Lines();
    private final AgentLog log = new AgentLog(written.stream(), false);
    private final Weaver weaver = new Weaver(
            WovenClasses.sites(JoinPoint.of(NAME, "apply", "(I)I", "no.Adapter")),
            new NamedClasses(Collections.emptySet(), log),
            new ApiSightings(),
            new ManagementSighting(),
            log);

    @AfterEach
    void detach() {
        WovenClasses.instrumentation();
        BreakwaterBridge.guard = null;
    }

    private String written() {
        log.flush();
        return written.toString();
    }

    @Test
    void other_classes_are_left_alone() {
        assertThat(weaver.transform(null, "test/Other", null, null, new byte[0]))
                .isNull();
        assertThat(weaver.transform(null, null, null, null, new byte[0])).isNull();
        assertThat(written()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {Opcodes.V1_3, Opcodes.V1_5, Opcodes.V1_6, Opcodes.V1_7, Opcodes.V1_8, Opcodes.V11, Opcodes.V17})
    void class_files_of_every_age_are_woven(int version) throws Exception {
        WovenClasses.instrumentation();
        byte[] woven = weaver.transform(null, "test/Countdown", null, null, countdown(version));
        Class<?> type = WovenClasses.define(NAME, woven);
        Object receiver = type.getConstructor().newInstance();

        BreakwaterBridge.guard = (site, call) -> null;
        assertThat(type.getMethod("apply", int.class).invoke(receiver, 9)).isEqualTo(0);

        BreakwaterBridge.guard = (site, call) -> new Object[] {call[1]};
        assertThat(type.getMethod("apply", int.class).invoke(receiver, 9)).isEqualTo(9);
    }

    @Test
    void a_class_file_of_an_unknown_version_is_left_alone_with_one_line() {
        byte[] classFile = countdown(Opcodes.V1_8);
        classFile[7] = (byte) 200;

        assertThat(weaver.transform(null, "test/Countdown", null, null, classFile))
                .isNull();

        assertThat(written())
                .startsWith("breakwater: test.Countdown is not guarded")
                .hasLineCount(1);
    }

    @Test
    void a_broken_class_file_is_left_alone_with_one_line() {
        byte[] classFile = Arrays.copyOf(countdown(Opcodes.V1_8), 60);

        assertThat(weaver.transform(null, "test/Countdown", null, null, classFile))
                .isNull();

        assertThat(written())
                .startsWith("breakwater: test.Countdown is not guarded")
                .hasLineCount(1);
    }

    /** Its exporter's calls are not the application's. */
    @Test
    void a_client_that_the_opentelemetry_agent_brings_is_left_alone() {
        byte[] classFile = countdown(Opcodes.V1_8);

        assertThat(weaver.transform(new ClassLoader() {}, "test/Countdown", null, null, classFile))
                .isNotNull();
        assertThat(weaver.transform(new OtherAgentsLoader(), "test/Countdown", null, null, classFile))
                .isNull();
    }

    @Test
    void a_method_that_would_become_too_large_is_left_alone_with_one_line() {
        assertThat(weaver.transform(null, "test/Countdown", null, null, countdown(Opcodes.V1_8, 65_500)))
                .isNull();

        assertThat(written())
                .startsWith("breakwater: test.Countdown is not guarded")
                .hasLineCount(1);
    }

    private static byte[] countdown(int version) {
        return countdown(version, 0);
    }

    /** {@code int apply(int n) { do n--; while (n > 0); return n; }}, with a frame at its first instruction. */
    private static byte[] countdown(int version, int padding) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(version, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, "test/Countdown", null, "java/lang/Object", null);
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(1, 1);
        constructor.visitEnd();
        MethodVisitor apply = writer.visitMethod(Opcodes.ACC_PUBLIC, "apply", "(I)I", null, null);
        apply.visitCode();
        for (int i = 0; i < padding; i++) {
            apply.visitInsn(Opcodes.NOP);
        }
        Label start = new Label();
        apply.visitLabel(start);
        if (version != Opcodes.V1_3 && version != Opcodes.V1_5) {
            apply.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        }
        apply.visitIincInsn(1, -1);
        apply.visitVarInsn(Opcodes.ILOAD, 1);
        apply.visitJumpInsn(Opcodes.IFGT, start);
        apply.visitVarInsn(Opcodes.ILOAD, 1);
        apply.visitInsn(Opcodes.IRETURN);
        apply.visitMaxs(1, 2);
        apply.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
