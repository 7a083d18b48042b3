package io.breakwater.tooling.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlDoorTest {
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final String SEEN = "javax/management/MBeanServerFactory";

    private final ControlWorld world = new ControlWorld("version: 1");
    private final ManagementSighting sighting = new ManagementSighting();
    private final ControlDoor door = new ControlDoor(world.control, sighting, world.log::add);
    private MBeanServer server;
    private ObjectName name;

    @BeforeEach
    void platform() throws Exception {
        server = ManagementFactory.getPlatformMBeanServer();
        name = new ObjectName(ControlMXBean.NAME);
    }

    @AfterEach
    void shut() {
        door.close();
    }

    @Test
    void stays_shut_as_long_as_nobody_has_begun_with_jmx() {
        sighting.onClass("javax/management/ObjectName");
        door.tick(0);

        assertThat(server.isRegistered(name)).isFalse();
        assertThat(door.patienceNanos(0, TICK_NANOS)).isEqualTo(TICK_NANOS);
    }

    @Test
    void opens_when_somebody_has_and_shuts_for_good() {
        sighting.onClass(SEEN);
        assertThat(door.patienceNanos(0, TICK_NANOS)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(50));

        door.tick(0);

        assertThat(server.isRegistered(name)).isTrue();
        assertThat(door.patienceNanos(0, TICK_NANOS)).isEqualTo(TICK_NANOS);

        door.close();
        door.tick(1);

        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void wakes_whoever_looks_when_it_is_seen() {
        sighting.onSeen(() -> world.log.add("woken"));

        sighting.onClass("java/lang/String");
        sighting.onClass(SEEN);

        assertThat(world.log).containsExactly("woken");
    }

    @Test
    void a_name_that_somebody_else_has_is_one_line_and_then_nothing() throws Exception {
        server.registerMBean(new DescribedBean(new ControlBean(world.control)), name);
        try {
            sighting.onClass(SEEN);
            door.tick(0);
            door.tick(1);
            door.close();

            assertThat(world.log)
                    .singleElement()
                    .asString()
                    .startsWith("the MBean io.breakwater:type=Control is not available: ");
            assertThat(server.isRegistered(name)).as("theirs").isTrue();
        } finally {
            server.unregisterMBean(name);
        }
    }

    @Test
    void a_console_is_told_what_everything_means() throws Exception {
        sighting.onClass(SEEN);
        door.tick(0);

        MBeanInfo info = server.getMBeanInfo(name);

        assertThat(info.getDescription()).startsWith("What Breakwater does");
        assertThat(info.getAttributes())
                .allSatisfy(attribute -> assertThat(attribute.getDescription())
                        .isNotEqualTo(attribute.getName())
                        .contains(" "));
        assertThat(info.getOperations()).hasSize(8).allSatisfy(operation -> {
            assertThat(operation.getDescription()).contains(" ");
            assertThat(operation.getSignature())
                    .allSatisfy(parameter -> assertThat(parameter.getName()).doesNotMatch("p\\d+"));
        });
        MBeanOperationInfo setMode = Arrays.stream(info.getOperations())
                .filter(operation -> operation.getName().equals("setMode"))
                .findFirst()
                .get();
        assertThat(setMode.getSignature()).extracting("name").containsExactly("host", "mode", "by");
        assertThat(setMode.getImpact()).isEqualTo(MBeanOperationInfo.ACTION);
    }

    @Test
    void a_client_without_our_classes_can_do_everything() throws Exception {
        sighting.onClass(SEEN);
        door.tick(0);
        String text = String.class.getName();

        Object told = server.invoke(
                name, "setMode", new Object[] {"a.example", "enforce", "bob"}, new String[] {text, text, text});
        Object status = server.invoke(
                name, "status", new Object[] {10, "all", "name"}, new String[] {int.class.getName(), text, text});

        assertThat((String) told).startsWith("The mode of a.example is enforce");
        assertThat((String) status).contains("\"by\":\"bob\"");
        assertThat((String[]) server.getAttribute(name, "Overrides"))
                .containsExactly("mode of a.example: enforce (bob, 2026-11-30T03:07:00Z)");
        assertThat(server.getAttribute(name, "SwitchedOff")).isEqualTo(false);
        assertThat(server.getAttribute(name, "ConfigurationSource")).isEqualTo("/etc/breakwater.yaml");
        assertThatThrownBy(() -> server.invoke(
                        name, "setMode", new Object[] {"a.example", "on", "bob"}, new String[] {text, text, text}))
                .isInstanceOf(RuntimeMBeanException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }
}
