package io.breakwater.smoke.chain;

import static io.breakwater.smoke.chain.Customer.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import io.breakwater.smoke.server.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers keep their threads, and what a request brought must not stay with them. */
@Tag("timing")
class NothingIsLeftIT {
    private static final int ORDERS = 10_000;
    private static final long STALL_MILLIS = 300;
    private static final String PLAIN =
            "defaults: {http: {retry: {mode: disabled}, circuit-breaker: {mode: disabled}}}";

    @TempDir
    Path directory;

    /** Tomcat 9 keeps its threads as the one in Spring Boot does. */
    static List<Stack> after_10000_requests_with_deadlines_a_request_without_one_has_none() {
        return Boolean.getBoolean("smoke.long")
                ? List.of(Stack.SPRING_BOOT_3, Stack.HTTP_SERVER, Stack.TOMCAT_9)
                : List.of(Stack.SPRING_BOOT_3, Stack.HTTP_SERVER);
    }

    /** From outside: a thread that had a deadline left would tell it to the next server, or refuse to ask. */
    @ParameterizedTest
    @MethodSource
    void after_10000_requests_with_deadlines_a_request_without_one_has_none(Stack stack) throws Exception {
        try (MisbehavingServer next = MisbehavingServer.start(NothingIsLeftIT::answer);
                Service service = start(stack, "http://127.0.0.1:" + next.port());
                Crowd crowd = new Crowd(service, 10)) {

            Map<Integer, Integer> statuses = crowd.orders(ORDERS, NothingIsLeftIT::placeWithDeadline);
            assertThat(statuses).as("answered, and refused or cut off").hasSizeGreaterThan(1);
            assertThat(statuses.get(200)).isGreaterThan(ORDERS / 2);
            assertThat(told(next.requests())).isGreaterThan(ORDERS / 2);

            int before = next.requests().size();
            Map<Integer, Integer> without = crowd.orders(
                    200,
                    (customer, number) -> customer.order(number % 10 == 0 ? query("stalls=yes") : query("stalls=no")));
            assertThat(without).containsOnlyKeys(200);
            List<Request> requests =
                    next.requests().subList(before, next.requests().size());
            assertThat(requests).hasSize(200);
            assertThat(told(requests)).isZero();
        }
    }

    /** Half of the customers have time, the others have too little from the start, or for what the next server takes. */
    private static Customer.Answer placeWithDeadline(Customer customer, int number) throws Exception {
        switch (number % 10) {
            case 0:
                return customer.order(query("stalls=yes"), TIMEOUT, "100");
            case 1:
                return customer.order(query("stalls=no"), TIMEOUT, "1");
            default:
                return customer.order(query("stalls=no"), TIMEOUT, "30000");
        }
    }

    private static String query(String stalls) {
        return "partner=yes&database=no&" + stalls;
    }

    private static Answer answer(Request request) {
        return request.target().contains("stalls=yes") ? Answer.status(200).after(STALL_MILLIS) : Answer.status(200);
    }

    private static long told(List<Request> requests) {
        return requests.stream()
                .filter(request -> request.header(TIMEOUT) != null || request.header("baggage") != null)
                .count();
    }

    private Service start(Stack stack, String next) throws Exception {
        ServiceOptions options = ServiceOptions.of(stack, directory).agent(Configurations.trusting(directory));
        return stack == Stack.HTTP_SERVER ? startStock(options, next) : options.start(next);
    }

    private static Service startStock(ServiceOptions options, String partner) throws Exception {
        // A database is not needed: the pool connects when it is first asked.
        return options.start("jdbc:postgresql://127.0.0.1:1/none", "nobody", partner);
    }

    @Test
    void a_collector_that_is_away_costs_neither_throughput_nor_memory() throws Exception {
        boolean isLong = Boolean.getBoolean("smoke.long");
        try (MisbehavingServer next = MisbehavingServer.start(NothingIsLeftIT::answer);
                Collector collector = Collector.start();
                Service service = ServiceOptions.of(Stack.TOMCAT_9, directory)
                        .agent(Configurations.trusting(directory, "tracing: all"))
                        .exportTo(collector.address())
                        .start("http://127.0.0.1:" + next.port());
                Crowd crowd = new Crowd(service, 4)) {
            crowd.throughput(4);
            double before = crowd.throughput(4);
            long bytesBefore = liveBytes(service);
            collector.await("any", SeenSpan::isOurs);

            collector.goAway();
            double away = crowd.throughput(isLong ? 60 : 20);
            long bytesAway = liveBytes(service);
            collector.forget();
            collector.comeBack();
            double after = crowd.throughput(4);

            System.out.printf(
                    "collector there, away, there again: %.0f, %.0f, %.0f orders/s; live heap %d, then %d KiB%n",
                    before, away, after, bytesBefore / 1024, bytesAway / 1024);
            collector.await("after it came back", SeenSpan::isOurs);
            assertThat(away).isGreaterThan(Math.min(before, after) * 0.6);
            assertThat(bytesAway - bytesBefore).isLessThan(16 << 20);
        }
    }

    private static long liveBytes(Service service) throws IOException, InterruptedException {
        Path jmap = service.jdk().java().resolveSibling("jmap");
        Process process = new ProcessBuilder(jmap.toString(), "-histo:live", Long.toString(service.pid())).start();
        String total = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        String[] words = total.substring(total.lastIndexOf("Total")).trim().split("\\s+");
        return Long.parseLong(words[2]);
    }
}
