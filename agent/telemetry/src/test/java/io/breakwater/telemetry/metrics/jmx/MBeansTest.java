package io.breakwater.telemetry.metrics.jmx;

import static io.breakwater.telemetry.metrics.Traffic.INVENTORY;
import static io.breakwater.telemetry.metrics.Traffic.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Destination;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.telemetry.metrics.Traffic;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

class MBeansTest {
    private static final String HOST = "io.breakwater:type=Destination,name=\"inventory.example:8443\"";

    private final Traffic traffic = new Traffic();
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final MBeans beans = new MBeans(server, traffic.metrics, traffic.time);

    private Object attribute(String bean, String attribute) throws Exception {
        return server.getAttribute(new ObjectName(bean), attribute);
    }

    private static Object value(Object table, String key) {
        return ((TabularData) table).get(new Object[] {key}).get("value");
    }

    private Set<String> names() throws Exception {
        return server.queryNames(new ObjectName("io.breakwater:*"), null).stream()
                .map(ObjectName::getCanonicalName)
                .collect(Collectors.toSet());
    }

    @Test
    void each_destination_has_its_own() throws Exception {
        traffic.call(INVENTORY, "GET", Outcome.ofStatus(200), 3, 90)
                .call(INVENTORY, "GET", Outcome.ofStatus(503))
                .intervention(INVENTORY, InterventionKind.RETRY, true)
                .intervention(INVENTORY, InterventionKind.CIRCUIT_OPEN, false)
                .guard(INVENTORY)
                .bulkhead()
                .tryAcquire();

        beans.update();

        assertThat(attribute(HOST, "Host")).isEqualTo("inventory.example:8443");
        assertThat(attribute(HOST, "Requests")).isEqualTo(2L);
        assertThat(attribute(HOST, "Attempts")).isEqualTo(4L);
        assertThat(attribute(HOST, "Retries")).isEqualTo(2L);
        assertThat(attribute(HOST, "RequestSeconds")).isEqualTo(0.11);
        assertThat(value(attribute(HOST, "RequestsByStatus"), "503")).isEqualTo(1L);
        assertThat(value(attribute(HOST, "RequestsByMethod"), "GET")).isEqualTo(2L);
        assertThat(value(attribute(HOST, "Interventions"), "retry")).isEqualTo(1L);
        assertThat(value(attribute(HOST, "ObservedInterventions"), "circuit-open"))
                .isEqualTo(1L);
        assertThat(value(attribute(HOST, "CircuitBreakers"), "all")).isEqualTo("closed");
        assertThat(value(attribute(HOST, "BulkheadPermitsInUse"), "all")).isEqualTo(1L);
        assertThat(value(attribute(HOST, "BulkheadPermitsLimit"), "all")).isEqualTo(10L);
        assertThat(value(attribute(HOST, "BulkheadWaitingCalls"), "all")).isEqualTo(0L);
        assertThat((Double) attribute(HOST, "RetryBudgetLeft")).isPositive();
        assertThat(attribute(HOST, "DeadlineExceeded")).isEqualTo(0L);
    }

    @Test
    void the_agent_has_one() throws Exception {
        traffic.intervention(INVENTORY, InterventionKind.FAIL_OPEN, true);

        beans.update();

        assertThat(attribute("io.breakwater:type=Agent", "Version")).isEqualTo("1.2.3");
        assertThat(attribute("io.breakwater:type=Agent", "Mode")).isEqualTo("enforce");
        assertThat(attribute("io.breakwater:type=Agent", "FailOpen")).isEqualTo(1L);
        assertThat(attribute("io.breakwater:type=Agent", "Destinations")).isEqualTo(1L);
        assertThat(attribute("io.breakwater:type=Agent", "DestinationsLimit")).isEqualTo(1000L);
    }

    /** A client elsewhere has none of our classes. */
    @Test
    void all_types_are_those_that_every_client_has() throws Exception {
        traffic.call(INVENTORY, "GET", Outcome.ofStatus(200));
        beans.update();

        for (String name : names()) {
            MBeanAttributeInfo[] attributes =
                    server.getMBeanInfo(new ObjectName(name)).getAttributes();
            assertThat(attributes).isNotEmpty().allSatisfy(attribute -> {
                assertThat(attribute.getDescriptor().getFieldValue("openType")).isInstanceOf(OpenType.class);
                assertThat(attribute.getType()).doesNotContain("breakwater");
                assertThat(attribute.isWritable()).isFalse();
            });
        }
    }

    @Test
    void what_comes_up_later_is_registered_later_and_once() throws Exception {
        beans.update();
        assertThat(names()).containsExactly("io.breakwater:type=Agent");

        traffic.call(ORDERS, "SELECT", Outcome.SUCCESS);
        traffic.time.advance(Duration.ofSeconds(1));
        beans.update();
        beans.update();

        assertThat(names())
                .containsExactlyInAnyOrder(
                        "io.breakwater:type=Agent",
                        "io.breakwater:name=\"jdbc:postgresql://pg.example:5432/orders\",type=Destination");
    }

    @Test
    void a_reading_is_at_most_a_second_old() throws Exception {
        traffic.call(INVENTORY, "GET", Outcome.ofStatus(200));
        beans.update();
        traffic.call(INVENTORY, "GET", Outcome.ofStatus(200));
        assertThat(attribute(HOST, "Requests")).isEqualTo(1L);

        traffic.time.advance(Duration.ofSeconds(1));

        assertThat(attribute(HOST, "Requests")).isEqualTo(2L);
    }

    @Test
    void names_that_a_pattern_is_made_of_do_no_harm() throws Exception {
        traffic.call(Destination.of("http", "a*b?c\"d,e=f", 80), "GET", Outcome.ofStatus(200));

        beans.update();

        assertThat(names()).hasSize(2);
    }

    @Test
    void they_are_gone_at_the_end_and_what_others_have_stays() throws Exception {
        traffic.call(INVENTORY, "GET", Outcome.ofStatus(200));
        beans.update();
        int others = server.getMBeanCount() - 2;

        beans.close();

        assertThat(names()).isEqualTo(Collections.emptySet());
        assertThat(server.getMBeanCount()).isEqualTo(others);
    }
}
