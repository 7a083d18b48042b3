package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.extension.JoinPoint;
import java.lang.reflect.Modifier;
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
    }

    @Test
    void an_override_above_a_subclass_of_the_client_counts() {
        assertThat(isOverridden(KNOCK, define(subclass("org.example.app.Mixed", AuditedDoor.class))))
                .isTrue();
    }

    @Test
    void a_proxy_in_the_package_of_the_client_is_of_the_application() {
        assertThat(isOverridden(KNOCK, define(overriding("org.example.app.Door$$Proxy"))))
                .isTrue();
        assertThat(isOverridden(KNOCK, define(overriding("org.example.app.Door$ByteBuddy$1"))))
                .isTrue();
        assertThat(isOverridden(KNOCK, define(overriding("org.example.app.Door$Own"))))
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
        return OverriddenMethods.isOverridden(joinPoint, receiver, Door.class);
    }

    private static JoinPoint joinPoint(String method, String descriptor) {
        return JoinPoint.of(Door.class.getName(), method, descriptor, "Adapter");
    }

    private static DynamicType.Builder<?> overriding(String name) {
        return subclass(name, Door.class).method(ElementMatchers.named("knock")).intercept(SuperMethodCall.INSTANCE);
    }

    private static DynamicType.Builder<?> subclass(String name, Class<?> above) {
        return new ByteBuddy().subclass(above).name(name);
    }

    private static Class<?> define(DynamicType.Builder<?> builder) {
        DynamicType.Unloaded<?> made = builder.make();
        return WovenClasses.define(made.getTypeDescription().getName(), made.getBytes());
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
