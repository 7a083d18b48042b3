package io.breakwater.smoke.chain;

import static io.breakwater.smoke.chain.Customer.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import io.breakwater.smoke.server.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A chain of four processes, each of another stack and on another Java: Spring Boot 3 with RestClient, Tomcat 9 with
 * HttpClient 4 on Java 8, the JDK's server and client, PostgreSQL. The subclasses say who makes the traces; the services
 * are the same, and know nothing of us.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("timing")
abstract class ChainSpec {
    private static final int FOREIGN_MEMBERS = 64;

    private final Telemetry telemetry;
    private Collector collector;
    private MisbehavingServer partner;
    private Chain chain;
    private Customer customer;

    ChainSpec(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        Path configuration = Configurations.trusting(directory, "tracing: all");
        collector = Collector.start();
        partner = MisbehavingServer.start(
                request -> request.target().contains("stalls=yes") ? Answer.silence(10_000) : Answer.status(200));
        chain = Chain.start(
                ServiceOptions.of(Stack.SPRING_BOOT_3, directory),
                ServiceOptions.of(Stack.TOMCAT_9, directory).on(Stack.TOMCAT_9.near(8)),
                ServiceOptions.of(Stack.HTTP_SERVER, directory).on(Stack.HTTP_SERVER.near(21)),
                "http://localhost:" + partner.port(),
                service -> service.telemetry(telemetry).agent(configuration).exportTo(collector.address()));
        chain.warmUp();
        customer = new Customer(chain);
    }

    @AfterAll
    void stop() throws Exception {
        if (chain != null) {
            chain.close();
        }
        partner.close();
        collector.close();
    }

    @Test
    void a_caller_who_waits_1500_ms_is_answered_in_time_and_nobody_works_on() throws Exception {
        Overruns overruns = Overruns.of(chain, "sleep=10", 1500, TIMEOUT, "1500");

        overruns.print(telemetry.name());
        overruns.assertWithinBounds();
    }

    @Test
    void an_order_without_a_deadline_takes_the_time_that_it_takes() throws Exception {
        Customer.Answer answer = customer.order("sleep=2");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.millis()).isGreaterThanOrEqualTo(2000);
        assertThat(received(chain.orders(), answer).value("deadline")).isEqualTo("-");
    }

    @Test
    void each_service_is_told_a_little_less_than_the_one_before() throws Exception {
        Customer.Answer answer = customer.order("sleep=0", TIMEOUT, "5000");

        assertThat(answer.status()).isEqualTo(200);
        int orders = Integer.parseInt(received(chain.orders(), answer).value("deadline"));
        int stock = Integer.parseInt(received(chain.stock(), answer).value("deadline"));
        assertThat(orders).isBetween(3000, 4980);
        assertThat(stock).isBetween(2000, orders - 20);
        assertThat(received(chain.stock(), answer).value("baggage")).startsWith("deadline=");
    }

    @Test
    void a_host_that_is_not_trusted_is_told_nothing() throws Exception {
        Customer.Answer answer = customer.order("partner=yes&database=no", TIMEOUT, "5000");

        assertThat(answer.status()).isEqualTo(200);
        Request request = partner.requests().get(partner.requests().size() - 1);
        assertThat(request.header(TIMEOUT)).isNull();
        assertThat(request.header("baggage"))
                .satisfiesAnyOf(
                        absent -> assertThat(absent).isNull(),
                        foreign -> assertThat(foreign).doesNotContain("deadline="));
    }

    @Test
    void a_host_that_is_not_trusted_is_waited_for_no_longer_than_any_other() throws Exception {
        Customer.Answer answer = customer.order("partner=yes&database=no&stalls=yes", TIMEOUT, "1000");

        assertThat(answer.status()).isNotEqualTo(200);
        assertThat(answer.millis()).isBetween(800L, 3000L);
    }

    @Test
    void baggage_of_others_stays_as_far_as_there_is_room_and_ours_comes_first() throws Exception {
        String foreign = IntStream.rangeClosed(1, FOREIGN_MEMBERS)
                .mapToObj(i -> "member" + i + "=value" + i)
                .collect(Collectors.joining(","));

        Customer.Answer answer = customer.order("sleep=0", TIMEOUT, "5000", "baggage", foreign);

        assertThat(answer.status()).isEqualTo(200);
        for (Service service : List.of(chain.orders(), chain.stock())) {
            String baggage = received(service, answer).value("baggage");
            assertThat(baggage)
                    .as("one line, of %s", service)
                    .startsWith("deadline=")
                    .doesNotContain("|");
            assertThat(baggage.split(",")).hasSize(handsOnBaggage() ? FOREIGN_MEMBERS : 1);
            assertThat(baggage.length()).isLessThanOrEqualTo(8192);
        }
    }

    @Test
    void a_caller_whose_clock_is_wrong_is_believed_what_needs_no_clock() throws Exception {
        for (long minutes : new long[] {-5, 5}) {
            Customer.Answer answer =
                    customer.order("sleep=10", TIMEOUT, "1000", "baggage", member(1000, minutes * 60_000));

            assertThat(answer.millis()).isBetween(800L, 3000L);
        }
    }

    @Test
    void a_caller_whose_clock_is_wrong_and_who_says_nothing_else_is_served_without_a_deadline() throws Exception {
        for (long minutes : new long[] {-5, 5}) {
            Customer.Answer answer = customer.order("sleep=1.5", "baggage", member(1000, minutes * 60_000));

            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void a_deadline_in_the_baggage_is_enough_where_clocks_agree() throws Exception {
        Customer.Answer answer = customer.order("sleep=10", "baggage", member(1000, 0));

        assertThat(answer.status()).isNotEqualTo(200);
        assertThat(answer.millis()).isBetween(800L, 3000L);
    }

    @Test
    void an_order_is_one_trace_and_no_span_hangs_in_the_air() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e" + String.format("%04x", telemetry.ordinal() + 1);
        String span = "00f067aa0ba902b7";

        customer.order("sleep=10", TIMEOUT, "700", "traceparent", "00-" + trace + "-" + span + "-01");

        for (String service : List.of("spring-boot-3", "tomcat-9", "http-server")) {
            collector.await(
                    "ours, of " + service,
                    seen -> seen.traceId().equals(trace)
                            && seen.isOurs()
                            && seen.service().equals(service));
        }
        for (SeenSpan seen : collector.spans()) {
            if (seen.traceId().equals(trace) && !seen.parentId().equals(span)) {
                collector.await("the parent of " + seen, other -> other.id().equals(seen.parentId()));
            }
        }
    }

    /** True if somebody in the services hands baggage on. */
    private boolean handsOnBaggage() {
        return telemetry != Telemetry.NONE;
    }

    private static Event received(Service service, Customer.Answer answer) throws Exception {
        return service.await(answer.order(), "received ");
    }

    /** What a caller would send who has so many milliseconds, and whose clock is wrong by that much. */
    private static String member(long millis, long aheadMillis) {
        long nowMillis = System.currentTimeMillis() + aheadMillis;
        return "deadline=" + (nowMillis + millis) + "-" + nowMillis;
    }
}
