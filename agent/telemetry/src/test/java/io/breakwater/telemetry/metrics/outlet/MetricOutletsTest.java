package io.breakwater.telemetry.metrics.outlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.engine.Outcome;
import io.breakwater.telemetry.metrics.Traffic;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricOutletsTest {
    private final Traffic traffic = new Traffic();
    private final List<String> log = new ArrayList<>();
    private final List<MetricOutlets> started = new ArrayList<>();

    private MetricOutlets outlets(int port, boolean hasMBeans) {
        MetricOutlets outlets =
                new MetricOutlets(new MetricSettings(port, hasMBeans), traffic.metrics, traffic.time, log::add);
        started.add(outlets);
        return outlets;
    }

    @AfterEach
    void closeAll() {
        started.forEach(MetricOutlets::close);
    }

    private void pass(MetricOutlets outlets, int seconds) {
        traffic.time.advance(Duration.ofSeconds(seconds));
        outlets.tick();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void connect(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }

    private static int beans() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        return server.queryNames(new ObjectName("io.breakwater:*"), null).size();
    }

    @Test
    void the_port_opens_some_seconds_after_the_start_and_closes_at_the_end() throws Exception {
        int port = freePort();
        MetricOutlets outlets = outlets(port, false);

        pass(outlets, 4);
        assertThatThrownBy(() -> connect(port)).isInstanceOf(IOException.class);
        pass(outlets, 1);
        connect(port);
        outlets.close();

        assertThatThrownBy(() -> connect(port)).isInstanceOf(IOException.class);
        assertThat(log).isEmpty();
    }

    @Test
    void a_port_that_is_taken_is_told_in_one_line() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            MetricOutlets outlets = outlets(taken.getLocalPort(), false);

            pass(outlets, 5);
            pass(outlets, 5);

            assertThat(log)
                    .singleElement()
                    .asString()
                    .startsWith("metrics for Prometheus at 127.0.0.1:" + taken.getLocalPort() + ": not available: ");
        }
    }

    @Test
    void mbeans_wait_for_the_first_guarded_call_and_some_seconds() throws Exception {
        MetricOutlets outlets = outlets(0, true);

        pass(outlets, 60);
        assertThat(beans()).isZero();
        traffic.call(Traffic.INVENTORY, "GET", Outcome.ofStatus(200));
        outlets.tick();
        pass(outlets, 4);
        assertThat(beans()).isZero();
        pass(outlets, 1);
        assertThat(beans()).isEqualTo(2);
        outlets.close();

        assertThat(beans()).isZero();
        assertThat(log).isEmpty();
    }

    @Test
    void nothing_is_opened_that_is_not_asked_for() throws Exception {
        MetricOutlets outlets = outlets(0, false);
        traffic.call(Traffic.INVENTORY, "GET", Outcome.ofStatus(200));

        pass(outlets, 60);
        pass(outlets, 60);

        assertThat(beans()).isZero();
        assertThat(log).isEmpty();
    }

    @Test
    void nothing_is_opened_after_the_end() throws Exception {
        int port = freePort();
        MetricOutlets outlets = outlets(port, true);

        outlets.close();
        pass(outlets, 60);

        assertThatThrownBy(() -> connect(port)).isInstanceOf(IOException.class);
    }
}
