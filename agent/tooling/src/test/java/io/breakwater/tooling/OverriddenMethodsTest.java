package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.extension.JoinPoint;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.implementation.SuperMethodCall;
import net.bytebuddy.matcher.ElementMatchers;
import org.example.app.Door;
import org.example.library.OwnDoor;
import org.junit.jupiter.api.Test;

class OverriddenMethodsTest {
    private static final Set<String> PACKAGES = new HashSet<>(Arrays.asList("org.example.app", "org.example.library"));
    private static final JoinPoint KNOCK = joinPoint("knock", "()Ljava/lang/String;");

    @Test
    void the_client_itself_overrides_nothing() {
        assertThat(isOverridden(KNOCK, Door.class)).isFalse();
    }

    @Test
    void a_subclass_without_the_method_overrides_nothing() {
        assertThat(isOverridden(KNOCK, SlidingDoor.class)).isFalse();
    }

    @Test
    void the_method_in_the_subclass_or_in_one_above_it_is_an_override() {
        assertThat(isOverridden(KNOCK, AuditedDoor.class)).isTrue();
        assertThat(isOverridden(KNOCK, DoorAboveWhichIsAnOverride.class)).isTrue();
    }

    @Test
    void another_method_of_the_same_name_is_none() {
        assertThat(isOverridden(joinPoint("open", "(Ljava/lang/String;)Ljava/lang/String;"), SlidingDoor.class))
                .isFalse();
    }

    @Test
    void a_method_that_returns_a_narrower_type_is_one() {
        assertThat(isOverridden(joinPoint("contents", "()Ljava/lang/Object;"), SlidingDoor.class))
                .isTrue();
    }

    @Test
    void an_abstract_method_in_between_is_one() {
        assertThat(isOverridden(KNOCK, DoorThatAsksForAnother.class)).isTrue();
    }

    @Test
    void the_subclasses_of_the_client_are_its_own_affair() {
        assertThat(isOverridden(KNOCK, OwnDoor.class)).isFalse();
        assertThat(isOverridden(KNOCK, new OwnDoor() {}.getClass())).isFalse();
        assertThat(clientIn("door.jar").isOverridden("org.example.app.RevolvingDoor", "door.jar"))
                .isFalse();
    }

    /** As {@code org.apache.camel} is for {@code org.apache.http}. */
    @Test
    void a_package_beside_those_of_the_client_is_of_the_application() {
        assertThat(clientIn("door.jar").isOverridden("org.example.camel.RevolvingDoor", "door.jar"))
                .isTrue();
        assertThat(clientIn("door.jar").isOverridden("org.example.application.RevolvingDoor", "door.jar"))
                .isTrue();
        assertThat(clientIn("door.jar").isOverridden("org.example.app.more.RevolvingDoor", "door.jar"))
                .isTrue();
        assertThat(clientIn("door.jar").isOverridden("RevolvingDoor", "door.jar"))
                .isTrue();
    }

    @Test
    void a_package_of_the_client_in_another_jar_is_of_the_application() {
        assertThat(clientIn("door.jar").isOverridden("org.example.app.RevolvingDoor", "application.jar"))
                .isTrue();
    }

    @Test
    void a_package_of_the_client_in_another_loader_is_of_the_application() {
        assertThat(isOverridden(KNOCK, define(overriding("org.example.app.RevolvingDoor", Door.class))))
                .isTrue();
    }

    @Test
    void an_override_above_a_subclass_of_the_client_counts() {
        assertThat(isOverridden(KNOCK, define(subclass("org.example.app.Mixed", AuditedDoor.class))))
                .isTrue();
    }

    /** They come from where the class comes from that they extend. */
    @Test
    void a_proxy_in_the_package_of_the_client_is_of_the_application() {
        assertThat(clientIn("door.jar").isOverridden("org.example.app.Door$$Proxy", "door.jar"))
                .isTrue();
        assertThat(clientIn("door.jar").isOverridden("org.example.app.Door$ByteBuddy$1", "door.jar"))
                .isTrue();
        assertThat(clientIn("door.jar").isOverridden("org.example.app.Door$Own", "door.jar"))
                .isFalse();
    }

    @Test
    void a_class_that_cannot_be_looked_at_counts_as_one_that_overrides() {
        TypeDescription absent = InstrumentedType.Default.of(
                "com.acme.Absent",
                TypeDescription.Generic.OfNonGenericType.ForLoadedType.of(Object.class),
                Modifier.PUBLIC);
        Class<?> incomplete = define(subclass("com.acme.Incomplete", Door.class)
                .defineMethod("audit", void.class, Modifier.PUBLIC)
                .withParameters(absent)
                .intercept(StubMethod.INSTANCE));

        assertThat(isOverridden(KNOCK, incomplete)).isTrue();
    }

    private static boolean isOverridden(JoinPoint joinPoint, Class<?> receiver) {
        return OverriddenMethods.isOverridden(joinPoint, receiver, Door.class, PACKAGES);
    }

    private static Jars clientIn(String jar) {
        return new Jars(jar);
    }

    private static JoinPoint joinPoint(String method, String descriptor) {
        return JoinPoint.of(Door.class.getName(), method, descriptor, "Adapter");
    }

    private static DynamicType.Builder<?> overriding(String name, Class<?> client) {
        return subclass(name, client).method(ElementMatchers.named("knock")).intercept(SuperMethodCall.INSTANCE);
    }

    private static DynamicType.Builder<?> subclass(String name, Class<?> above) {
        return new ByteBuddy().subclass(above).name(name);
    }

    private static Class<?> define(DynamicType.Builder<?> builder) {
        DynamicType.Unloaded<?> made = builder.make();
        return WovenClasses.define(made.getTypeDescription().getName(), made.getBytes());
    }

    /** A loader with a client of its own, and a subclass that overrides its method. */
    private static final class Jars extends ClassLoader {
        private final Class<?> client;

        Jars(String jar) {
            super(OverriddenMethodsTest.class.getClassLoader());
            client = define(Door.class.getName(), WovenClasses.classFile(Door.class), jar);
        }

        boolean isOverridden(String subclass, String jar) {
            DynamicType.Unloaded<?> made = overriding(subclass, client).make();
            Class<?> receiver = define(subclass, made.getBytes(), jar);
            return OverriddenMethods.isOverridden(KNOCK, receiver, client, PACKAGES);
        }

        private Class<?> define(String name, byte[] classFile, String jar) {
            try {
                URL place = new URL("file:/apps/" + jar);
                CodeSource source = new CodeSource(place, (Certificate[]) null);
                return defineClass(name, classFile, 0, classFile.length, new ProtectionDomain(source, null));
            } catch (MalformedURLException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    public static class SlidingDoor extends Door {
        public String open(int width) {
            return "opened by " + width;
        }

        @Override
        public String contents() {
            return "a rail";
        }
    }

    public static class AuditedDoor extends Door {
        @Override
        public String knock() {
            return "audited " + super.knock();
        }
    }

    static class DoorAboveWhichIsAnOverride extends AuditedDoor {}

    abstract static class DoorThatAsksForAnother extends Door {
        @Override
        public abstract String knock();
    }
}
