package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.example.app.Door;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentInstallerTest {
    private final Instrumentation instrumentation = WovenClasses.instrumentation();
    private final PrintStream standardError = System.err;
    private final Lines written = new Lines();

    @BeforeEach
    void install() throws Exception {
        System.setErr(written.stream());
        new Door(); // loaded before the agent
        AgentInstaller.install(null, instrumentation);
    }

    @AfterEach
    void uninstall() {
        AgentInstaller.uninstall();
        System.setErr(standardError);
    }

    /** Ends the agent, which flushes its log. */
    private String everythingWritten() {
        AgentInstaller.uninstall();
        return written.toString();
    }

    @Test
    void a_class_that_is_loaded_already_is_guarded() {
        assertThat(new Door().open("a key")).startsWith("guarded a key");
        assertThat(new Door().open("plain")).isEqualTo("opened with plain");
        assertThat(written.toString()).isEmpty();
    }

    @Test
    void what_the_adapter_throws_reaches_the_application() {
        assertThatThrownBy(() -> new Door().open("stolen"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("refused");
    }

    @Test
    void a_subclass_of_the_application_is_guarded() {
        assertThat(new Door() {}.open("a key")).isEqualTo(new Door().open("a key"));
    }

    @Test
    void an_override_of_the_application_runs_once_and_is_not_guarded() {
        AtomicInteger runs = new AtomicInteger();
        Door overriding = new Door() {
            @Override
            public String knock() {
                runs.incrementAndGet();
                return "audited " + super.knock();
            }
        };

        assertThat(overriding.knock()).isEqualTo("audited plain");
        assertThat(runs).hasValue(1);
        assertThat(overriding.open("a key")).startsWith("guarded a key");
        assertThat(new Door().knock()).isEqualTo("guarded plain");
        assertThat(everythingWritten()).isEmpty();
    }

    @Test
    void an_adapter_that_only_looks_on_is_there_in_spite_of_an_override() {
        Door overriding = new Door() {
            @Override
            public String watched() {
                return super.watched();
            }
        };

        assertThatThrownBy(overriding::watched)
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("watched");
    }

    @Test
    void an_adapter_hears_that_it_is_asked_from_within_an_override() {
        Door overriding = new Door() {
            @Override
            public String left() {
                return super.left();
            }
        };

        assertThat(overriding.left()).isEqualTo("override of left");
        assertThat(overriding.right()).startsWith("right of");
    }

    @Test
    void a_second_install_changes_nothing() throws Exception {
        Object first = BreakwaterBridge.guard;

        AgentInstaller.install(null, instrumentation);

        assertThat(BreakwaterBridge.guard).isSameAs(first);
        assertThat(new Door().open("a key")).startsWith("guarded a key");
    }

    @Test
    void uninstall_returns_the_original_bytecode() {
        AgentInstaller.uninstall();

        // An answer that every hook would show.
        BreakwaterBridge.guard = (site, call) -> new Object[] {"still woven"};
        String opened = new Door().open("a key");
        BreakwaterBridge.guard = null;

        assertThat(opened).isEqualTo("opened with a key");
    }

    @Test
    void a_detach_goes_on_by_itself_and_may_be_asked_for_twice() throws Exception {
        new Door().open("a key");

        assertThat(AgentInstaller.detach(10_000, "alice")).isEqualTo("no call is guarded any more");
        assertThat(AgentInstaller.detach(10_000, "alice")).isIn("no call is guarded any more", "it has been detached");

        awaitTheEnd();
        assertThat(BreakwaterBridge.guard).isNull();
        assertThat(new Door().open("a key")).isEqualTo("opened with a key");
        assertThat(AgentInstaller.detach(10_000, "alice")).isEqualTo("it has been detached");
    }

    @Test
    void whoever_attaches_can_read_what_has_become_of_a_request() throws Exception {
        AgentInstaller.attached("attach?jar=/a.jar&request=first&set.mode=enforce", instrumentation, false);
        assertThat(published(PublishedState.ANSWER + "first")).isEqualTo("ALREADY_ACTIVE nothing was changed");

        AgentInstaller.attached("detach?jar=/a.jar&request=second&wait=0", instrumentation, false);
        assertThat(published(PublishedState.ANSWER + "second")).startsWith("DETACHING");
        awaitTheEnd();

        AgentInstaller.attached("detach?jar=/a.jar&request=third&wait=0", instrumentation, false);
        assertThat(published(PublishedState.ANSWER + "third")).startsWith("NOT_ACTIVE");
        AgentInstaller.attached("attach?jar=/a.jar&request=fourth", instrumentation, true);
        assertThat(published(PublishedState.ANSWER + "fourth")).startsWith("SWITCHED_OFF");
        AgentInstaller.attached("attach?jar=/a.jar&request=fifth&set.mode=disabled", instrumentation, false);
        assertThat(published(PublishedState.ANSWER + "fifth")).startsWith("BEGUN");
        awaitState("active");
        assertThat(published(PublishedState.WOVEN)).isEqualTo("sample 1 class");
        GivenSettings.give(Collections.emptyMap());
    }

    @Test
    void no_other_agent_begins_while_classes_get_their_own_bytecode_back() throws Exception {
        List<String> seen = new ArrayList<>();
        ClassFileTransformer somebody = new ClassFileTransformer() {
            @Override
            public byte[] transform(
                    ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] classFile) {
                if (type == Door.class) {
                    attachMeanwhile(seen);
                }
                return null;
            }
        };
        instrumentation.addTransformer(somebody, true);

        AgentInstaller.uninstall();
        instrumentation.removeTransformer(somebody);

        assertThat(seen)
                .containsExactly(
                        "detaching: classes get their own bytecode back", "ALREADY_ACTIVE nothing was changed");
        assertThat(published(PublishedState.STATE)).isEqualTo("detached");
        assertThat(BreakwaterBridge.guard).isNull();
    }

    private void attachMeanwhile(List<String> seen) {
        try {
            AgentInstaller.attached("attach?jar=/a.jar&request=meanwhile", instrumentation, false);
            seen.add(published(PublishedState.STATE));
            seen.add(published(PublishedState.ANSWER + "meanwhile"));
        } catch (Exception failure) {
            seen.add(failure.toString());
        }
    }

    private String published(String key) throws Exception {
        return JavaPlatform.current().agentProperties(instrumentation).getProperty(key);
    }

    /** The state alone may be that of an agent before. */
    private void awaitTheEnd() throws Exception {
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (BreakwaterBridge.guard != null) {
            assertThat(System.nanoTime() - endNanos).as("still guarded").isNegative();
            TimeUnit.MILLISECONDS.sleep(5);
        }
        awaitState("detached");
    }

    private void awaitState(String state) throws Exception {
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!state.equals(published(PublishedState.STATE))) {
            assertThat(System.nanoTime() - endNanos).as(state).isNegative();
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Test
    void the_agent_can_be_installed_again() throws Exception {
        AgentInstaller.uninstall();

        AgentInstaller.install(null, instrumentation);

        assertThat(new Door().open("a key")).startsWith("guarded a key");
    }

    @Test
    void an_adapter_that_cannot_be_created_is_a_plain_call_and_one_line() {
        assertThat(new Door().withBrokenAdapter()).isEqualTo("plain");
        assertThat(new Door() {}.withBrokenAdapter()).isEqualTo("plain");
        assertThat(everythingWritten()).contains("withBrokenAdapter", "a bug");
        assertThat(everythingWritten().split("is not guarded", -1)).hasSize(2);
    }

    @Test
    void an_adapter_that_does_not_exist_is_a_plain_call_and_one_line() {
        assertThat(new Door().withMissingAdapter()).isEqualTo("plain");
        assertThat(new Door().withMissingAdapter()).isEqualTo("plain");
        assertThat(everythingWritten().split("is not guarded", -1)).hasSize(2);
    }

    @Test
    void a_class_of_ours_that_cannot_be_loaded_is_a_plain_call() {
        assertThat(new Door().withUnlinkedAdapter()).isEqualTo("plain");
        assertThat(everythingWritten()).contains("NoClassDefFoundError");
    }

    @Test
    void a_class_of_the_application_that_cannot_be_loaded_stays_its_own_error() {
        assertThatThrownBy(() -> new Door().withUnlinkedApplication())
                .isInstanceOf(NoClassDefFoundError.class)
                .hasMessage("org/example/app/Absent");
    }

    /** Trap 61: the client is used while its own adapter is being loaded. */
    @Test
    void a_call_from_within_our_own_loading_is_a_plain_call() {
        assertThat(new Door().withReentrantAdapter()).isEqualTo("guarded after plain");
        assertThat(written.toString()).isEmpty();
    }

    @Test
    void an_adapter_that_asks_for_its_join_point_is_one_for_each() {
        assertThat(new Door().left()).startsWith("left of").isEqualTo(new Door() {}.left());
        assertThat(new Door().right()).startsWith("right of").isEqualTo(new Door() {}.right());
    }

    @Test
    void each_loader_of_the_application_has_its_own_adapters() throws Exception {
        Object first = doorOfAnotherLoader(Door.class.getClassLoader());
        Object second = doorOfAnotherLoader(Door.class.getClassLoader());

        assertThat(open(first)).startsWith("guarded a key").isEqualTo(open(first));
        assertThat(open(second)).startsWith("guarded a key").isNotEqualTo(open(first));
    }

    @Test
    void a_loader_that_sees_nothing_but_the_jdk_is_guarded() throws Exception {
        assertThat(open(doorOfAnotherLoader(null))).startsWith("guarded a key");
    }

    @Test
    void a_loader_of_the_application_can_be_collected() throws Exception {
        Object door = doorOfAnotherLoader(null);
        open(door);
        WeakReference<ClassLoader> loader = new WeakReference<>(door.getClass().getClassLoader());

        door = null;

        Collected.await(loader);
    }

    private static Object doorOfAnotherLoader(ClassLoader parent) throws Exception {
        Class<?> type = new WovenClasses.Fresh(parent).define(Door.class.getName(), WovenClasses.classFile(Door.class));
        return type.getConstructor().newInstance();
    }

    private static String open(Object door) throws Exception {
        return (String) door.getClass().getMethod("open", String.class).invoke(door, "a key");
    }
}
