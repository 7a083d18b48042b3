package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.breakwater.extension.JoinPoint;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EntryHookTest {
    private static Class<?> woven;

    private final List<Object[]> calls = new ArrayList<>();

    @BeforeAll
    static void weave() {
        WovenClasses.instrumentation();
        byte[] classFile = EntryHook.into(WovenClasses.classFile(Shapes.class), sitesOfAllMethods());
        woven = WovenClasses.define(Shapes.class.getName(), classFile);
    }

    @AfterEach
    void detach() {
        BreakwaterBridge.guard = null;
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("ofBoolean", new Object[] {true}, false),
                Arguments.of("ofChar", new Object[] {'a'}, 'b'),
                Arguments.of("ofByte", new Object[] {(byte) 1}, (byte) -2),
                Arguments.of("ofShort", new Object[] {(short) 1}, (short) -2),
                Arguments.of("ofInt", new Object[] {1}, Integer.MIN_VALUE),
                Arguments.of("ofFloat", new Object[] {1f}, Float.NaN),
                Arguments.of("ofLong", new Object[] {1L}, Long.MAX_VALUE),
                Arguments.of("ofDouble", new Object[] {1d}, -0d),
                Arguments.of("ofObject", new Object[] {"a"}, "b"),
                Arguments.of("ofArray", new Object[] {new int[] {1}}, new int[] {2}),
                Arguments.of("ofArrayOfArrays", new Object[] {new String[][] {{"a"}}}, new String[][] {{"b"}}),
                Arguments.of("ofNothing", new Object[] {}, "box"),
                Arguments.of("ofMany", new Object[] {1L, 2d, 3, "d", new long[5], true, 7f}, "box"),
                Arguments.of("ofLoopAtStart", new Object[] {100}, 1),
                Arguments.of("ofHandlers", new Object[] {"12"}, 1),
                Arguments.of("ofGeneric", new Object[] {"a"}, "b"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void null_runs_the_body_unchanged(String method, Object[] arguments, Object ignored) throws Throwable {
        answer((site, call) -> null);

        Object result = call(woven, method, arguments);

        assertThat(result).isEqualTo(call(Shapes.class, method, arguments));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void without_an_agent_the_body_runs_unchanged(String method, Object[] arguments, Object ignored) throws Throwable {
        Object result = call(woven, method, arguments);

        assertThat(result).isEqualTo(call(Shapes.class, method, arguments));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void the_content_of_a_box_is_returned_in_place_of_the_body(String method, Object[] arguments, Object box)
            throws Throwable {
        answer((site, call) -> new Object[] {box});

        Object result = call(woven, method, arguments);

        assertThat(result).isEqualTo(box);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void receiver_and_arguments_arrive_in_order(String method, Object[] arguments, Object ignored) throws Throwable {
        answer((site, call) -> null);

        call(woven, method, arguments);

        assertThat(calls).hasSize(1);
        assertThat(calls.get(0)[0]).isInstanceOf(woven);
        assertThat(Arrays.copyOfRange(calls.get(0), 1, calls.get(0).length)).isEqualTo(arguments);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void a_throwable_reaches_the_caller_as_it_is(String method, Object[] arguments, Object ignored) {
        IOException refusal = new IOException("refused");
        answer((site, call) -> {
            throw EntryHookTest.<RuntimeException>undeclared(refusal);
        });

        Throwable seen = catchThrowable(() -> call(woven, method, arguments));

        assertThat(seen).isSameAs(refusal);
    }

    @Test
    void a_box_stands_in_for_a_method_without_result() throws Throwable {
        List<Object> trace = new ArrayList<>();
        answer((site, call) -> new Object[] {null});

        call(woven, "ofVoid", trace);

        assertThat(trace).isEmpty();
    }

    @Test
    void null_runs_a_method_without_result() throws Throwable {
        List<Object> trace = new ArrayList<>();
        answer((site, call) -> null);

        call(woven, "ofVoid", trace);

        assertThat(trace).containsExactly("body");
    }

    @Test
    void exceptions_of_the_body_stay_what_they_are() {
        answer((site, call) -> null);

        Throwable seen = catchThrowable(() -> call(woven, "ofHandlers", ""));

        assertThat(seen).hasMessage("empty").isExactlyInstanceOf(Exception.class);
    }

    @Test
    void static_methods_are_left_alone() throws Throwable {
        answer((site, call) -> new Object[] {2});

        assertThat(call(woven, "ofStatic", 1)).isEqualTo(1);
        assertThat(calls).isEmpty();
    }

    /** From Java 21 on, a class that got its own bytecode back keeps what its constant pool had. */
    @Test
    void a_class_whose_constant_pool_alone_remembers_a_hook_is_woven() {
        ClassReader reader = new ClassReader(WovenClasses.classFile(Shapes.class));
        ClassWriter writer = new ClassWriter(reader, 0);
        writer.newClass(EntryHook.BRIDGE);
        reader.accept(writer, 0);
        byte[] remembering = writer.toByteArray();

        assertThat(new String(remembering, StandardCharsets.ISO_8859_1)).contains(EntryHook.BRIDGE);
        assertThat(EntryHook.isIn(remembering)).isFalse();
        assertThat(EntryHook.isIn(EntryHook.into(remembering, sitesOfAllMethods())))
                .isTrue();
    }

    @Test
    void a_class_that_is_woven_already_is_not_woven_again() {
        byte[] once = EntryHook.into(WovenClasses.classFile(Shapes.class), sitesOfAllMethods());

        assertThat(once).isNotNull();
        assertThat(EntryHook.into(once, sitesOfAllMethods())).isNull();
    }

    @Test
    void a_class_without_the_method_is_not_rewritten() {
        JoinPoint absent = JoinPoint.of(Shapes.class.getName(), "ofInt", "(J)I", "none");

        SiteTable sites = WovenClasses.sites(absent);

        assertThat(EntryHook.into(WovenClasses.classFile(Shapes.class), sites.sitesIn(internalName())))
                .isNull();
    }

    @Test
    void no_field_and_no_method_is_added() {
        assertThat(woven.getDeclaredFields()).hasSameSizeAs(Shapes.class.getDeclaredFields());
        assertThat(Stream.of(woven.getDeclaredMethods()).map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(names(Shapes.class));
    }

    private static List<String> names(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            names.add(method.getName());
        }
        return names;
    }

    private static List<Site> sitesOfAllMethods() {
        List<JoinPoint> joinPoints = new ArrayList<>();
        for (Method method : Shapes.class.getDeclaredMethods()) {
            joinPoints.add(JoinPoint.of(
                    Shapes.class.getName(), method.getName(), Type.getMethodDescriptor(method), "no.Adapter"));
        }
        return WovenClasses.sites(joinPoints.toArray(new JoinPoint[0])).sitesIn(internalName());
    }

    private static String internalName() {
        return Type.getInternalName(Shapes.class);
    }

    private void answer(BiFunction<Integer, Object[], Object[]> answer) {
        BreakwaterBridge.guard = (site, call) -> {
            calls.add(call);
            return answer.apply(site, call);
        };
    }

    private static Object call(Class<?> type, String name, Object... arguments) throws Throwable {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                method.setAccessible(true);
                Constructor<?> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                Object receiver = Modifier.isStatic(method.getModifiers()) ? null : constructor.newInstance();
                try {
                    return method.invoke(receiver, arguments);
                } catch (InvocationTargetException wrapper) {
                    throw wrapper.getTargetException();
                }
            }
        }
        throw new AssertionError(name);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> RuntimeException undeclared(Throwable throwable) throws T {
        throw (T) throwable;
    }
}
