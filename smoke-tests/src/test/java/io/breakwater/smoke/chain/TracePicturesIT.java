package io.breakwater.smoke.chain;

import static io.breakwater.smoke.chain.Customer.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import io.breakwater.smoke.server.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fills a Zipkin with what the pictures in {@code docs/tracing.md} show, and prints where it is to be seen. Not a part of any
 * build: {@code -Dsmoke.zipkin=http://127.0.0.1:9411} names the Zipkin.
 */
@EnabledIfSystemProperty(named = "smoke.zipkin", matches = "http.*")
@Tag("timing")
class TracePicturesIT {
    @TempDir
    Path directory;

    @Test
    void a_repeated_call_a_rejected_call_and_an_expired_deadline_are_in_zipkin() throws Exception {
        Path written = Configurations.trusting(
                directory,
                "tracing: all",
                "hosts:",
                "  - match: localhost",
                "    http:",
                "      retry: {max-attempts: 3, retry-on: [gateway-error], backoff: {initial: 40ms, jitter: none}}",
                "      circuit-breaker: {mode: enforce, consecutive-failures: 4, open-duration: 60s}");
        Path configuration = Files.move(written, directory.resolve("breakwater.yaml"));
        Script flaky = Script.inOrder(
                Answer.status(200),
                Answer.status(503).after(20),
                Answer.status(503).after(20),
                Answer.status(200).after(20),
                Answer.status(503));
        try (MisbehavingServer partner = MisbehavingServer.start(flaky);
                Chain chain = Chain.start(
                        ServiceOptions.of(Stack.SPRING_BOOT_3, directory),
                        ServiceOptions.of(Stack.TOMCAT_9, directory).on(Stack.TOMCAT_9.near(8)),
                        ServiceOptions.of(Stack.HTTP_SERVER, directory).on(Stack.HTTP_SERVER.near(21)),
                        "http://localhost:" + partner.port(),
                        service -> exporting(service).agent(configuration))) {
            chain.warmUp();
            Customer customer = new Customer(chain);
            assertThat(customer.order("partner=yes").status()).isEqualTo(200);

            Customer.Answer repeated = customer.order("partner=yes&sleep=0.05");
            Customer.Answer expired = customer.order("sleep=10", TIMEOUT, "1500");
            for (int i = 0; i < 3; i++) {
                customer.order("partner=yes&database=no");
            }
            Customer.Answer rejected = customer.order("partner=yes&database=no");

            assertThat(repeated.status()).isEqualTo(200);
            print("repeated", chain, repeated);
            print("expired", chain, expired);
            print("rejected", chain, rejected);
            // Whoever looks at the pictures waits here: the services export every 200 ms, and are ended by force.
            Thread.sleep(2_000);
        }
    }

    private static ServiceOptions exporting(ServiceOptions service) {
        return service.variable("OTEL_TRACES_EXPORTER", "zipkin")
                .variable("OTEL_EXPORTER_ZIPKIN_ENDPOINT", System.getProperty("smoke.zipkin") + "/api/v2/spans")
                .variable("OTEL_BSP_SCHEDULE_DELAY", "200")
                .variable(
                        "OTEL_SERVICE_NAME",
                        service.stack().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static void print(String what, Chain chain, Customer.Answer answer) throws Exception {
        String parent = chain.orders().await(answer.order(), "received ").value("trace");
        System.out.println("PICTURE " + what + " " + answer.status() + " " + System.getProperty("smoke.zipkin")
                + "/zipkin/traces/" + parent.split("-")[1]);
    }
}
