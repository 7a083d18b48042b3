package io.breakwater.smoke.chain;

import static io.breakwater.smoke.chain.Customer.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.smoke.Jdk;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chain on other versions, in other orders, with other clocks, and with a service in it that is not ours. */
@Tag("timing")
class ChainVariantsIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#all")
    void a_deadline_holds_from_the_entry_to_the_database(Jdk jdk) throws Exception {
        Path configuration = Configurations.trusting(directory);
        Stack shop = Stack.SPRING_BOOT_3.runsOn(jdk) ? Stack.SPRING_BOOT_3 : Stack.SPRING_BOOT_2;
        Stack orders = Stack.TOMCAT_10.runsOn(jdk) ? Stack.TOMCAT_10 : Stack.TOMCAT_9;
        try (Chain chain = Chain.start(
                ServiceOptions.of(shop, directory).on(jdk),
                ServiceOptions.of(orders, directory).on(jdk),
                ServiceOptions.of(Stack.HTTP_SERVER, directory).on(Stack.HTTP_SERVER.near(jdk.feature())),
                "none",
                service -> service.agent(configuration))) {
            chain.warmUp();

            Overruns overruns = Overruns.of(chain, "sleep=10", 1000, TIMEOUT, "1000");

            overruns.print(jdk.toString());
            overruns.assertWithinBounds();
        }
    }

    /** The other order is that of {@link ChainWithTheTelemetryAgentIT}. */
    @Test
    @EnabledIfSystemProperty(
            named = "smoke.long",
            matches = "true",
            disabledReason = "takes a minute: -Dsmoke.long=true")
    void the_opentelemetry_agent_may_come_first_on_the_command_line() throws Exception {
        Path configuration = Configurations.trusting(directory, "tracing: all");
        try (Collector collector = Collector.start();
                Chain chain = start(service -> service.telemetry(
                                service.stack() == Stack.TOMCAT_9 ? Telemetry.AGENT_FIRST : Telemetry.NONE)
                        .agent(configuration)
                        .exportTo(collector.address()))) {
            chain.warmUp();

            Overruns overruns = Overruns.of(chain, "sleep=10", 1500, TIMEOUT, "1500");

            overruns.print("the other agent first");
            overruns.assertWithinBounds();
            collector.await("ours", seen -> seen.isOurs() && seen.service().equals("tomcat-9"));
        }
    }

    @Test
    void a_deadline_can_start_at_the_entry() throws Exception {
        Path starting = Configurations.trusting(
                directory, "inbound: [{match: {method: GET, path: \"/order\"}, deadline: 1500ms}]");
        Path plain = Configurations.trusting(directory);
        try (Chain chain = start(service -> service.agent(service.stack() == Stack.SPRING_BOOT_2 ? starting : plain))) {
            chain.warmUp();

            Overruns overruns = Overruns.of(chain, "sleep=10", 1500);

            overruns.print("started at the entry");
            overruns.assertWithinBounds();
        }
    }

    /** It hands the baggage on, as OpenTelemetry has it, and with it the deadline that it knows nothing of. */
    @Test
    void a_deadline_goes_through_a_service_without_our_agent_that_hands_baggage_on() throws Exception {
        Path configuration = Configurations.trusting(directory);
        try (Collector collector = Collector.start();
                Chain chain = start(service -> {
                    service.telemetry(Telemetry.OWN_SDK).exportTo(collector.address());
                    return service.stack() == Stack.TOMCAT_9 ? service.withoutAgent() : service.agent(configuration);
                })) {
            chain.warmUp();

            Overruns overruns = Overruns.of(chain, "sleep=10", 1500, TIMEOUT, "1500");

            overruns.print("a service without our agent");
            overruns.assertWithinBounds();
        }
    }

    /** Whoever is behind it works on, because nobody has told; those in front of it are in time all the same. */
    @Test
    void a_service_without_any_agent_ends_the_deadline_and_does_no_harm() throws Exception {
        Path configuration = Configurations.trusting(directory);
        try (Chain chain = start(
                service -> service.stack() == Stack.TOMCAT_9 ? service.withoutAgent() : service.agent(configuration))) {
            chain.warmUp();

            Customer.Answer answer = new Customer(chain).order("sleep=3", TIMEOUT, "1500");

            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.millis()).isLessThan(2500);
            assertThat(chain.stock().await(answer.order(), "received ").value("deadline"))
                    .isEqualTo("-");
            assertThat(chain.stock().await(answer.order(), "called database").text())
                    .endsWith("done");
        }
    }

    @Test
    void a_service_whose_clock_is_five_minutes_ahead_keeps_the_deadline() throws Exception {
        assumeTrue(Clock.canBeWrong(), "faketime is not installed");
        Path configuration = Configurations.trusting(directory);
        try (Chain chain = start(service -> wrong(service).agent(configuration))) {
            chain.warmUp();

            Overruns overruns = Overruns.of(chain, "sleep=10", 1500, TIMEOUT, "1500");

            overruns.print("a clock that is wrong");
            overruns.assertWithinBounds();
        }
    }

    /** What it is told as a time of day cannot be right; it serves rather than to refuse what may be in time. */
    @Test
    @EnabledIfSystemProperty(
            named = "smoke.long",
            matches = "true",
            disabledReason = "takes a minute: -Dsmoke.long=true")
    void a_service_whose_clock_is_five_minutes_ahead_ignores_times_of_day() throws Exception {
        assumeTrue(Clock.canBeWrong(), "faketime is not installed");
        Path configuration = Configurations.baggageOnly(directory);
        try (Chain chain = start(service -> wrong(service).agent(configuration))) {
            chain.warmUp();

            Customer.Answer answer = new Customer(chain).order("sleep=3", TIMEOUT, "1500");

            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.millis()).isLessThan(2500);
            Event received = chain.orders().await(answer.order(), "received ");
            assertThat(received.value("deadline")).isEqualTo("-");
            assertThat(received.value("baggage")).startsWith("deadline=");
            assertThat(chain.stock().await(answer.order(), "called database").text())
                    .endsWith("done");
        }
    }

    private static ServiceOptions wrong(ServiceOptions service) {
        return service.stack() == Stack.TOMCAT_9 ? service.clock(Clock.ahead(5)) : service;
    }

    private Chain start(UnaryOperator<ServiceOptions> each) throws Exception {
        return Chain.start(
                ServiceOptions.of(Stack.SPRING_BOOT_2, directory),
                ServiceOptions.of(Stack.TOMCAT_9, directory).on(Stack.TOMCAT_9.near(8)),
                ServiceOptions.of(Stack.HTTP_SERVER, directory).on(Stack.HTTP_SERVER.near(21)),
                "none",
                each);
    }
}
