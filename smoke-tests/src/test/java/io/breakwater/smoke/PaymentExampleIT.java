package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import io.breakwater.smoke.server.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code config-examples/payment-api.yaml} says about the wire. */
class PaymentExampleIT {
    private static final String HOST = "https://api.payments.example";

    @TempDir
    Path directory;

    @Test
    void a_post_with_a_key_is_sent_again_with_the_same_key_and_one_without_is_not() throws Exception {
        Jdk newest = Jdk.all().get(Jdk.all().size() - 1);
        try (MisbehavingServer server = MisbehavingServer.start(
                request -> Answer.status(request.number() == 2 || request.number() == 5 ? 201 : 503))) {
            String address = server.uri("/").toString().replaceAll("/$", "");

            AgentJvm.on(newest)
                    .agent(configuration(address))
                    .run("Pay", address + "/v1/charges", "first", "none", "second")
                    .printed("201", "503", "201")
                    .withOnlyOurLog();

            assertThat(sent(server)).containsExactly("first 10", "first 10", "null 10", "second 10", "second 10");
        }
    }

    /** The example, for a server on this machine. */
    private Path configuration(String address) throws Exception {
        String example = Files.readString(Path.of("../config-examples/payment-api.yaml"));
        assertThat(example).containsOnlyOnce("match: \"" + HOST + "\"");
        return Files.writeString(directory.resolve("payment-api.yaml"), example.replace(HOST, address));
    }

    /** The key of each request, and the length of its body. */
    private static List<String> sent(MisbehavingServer server) {
        List<String> sent = new ArrayList<>();
        for (Request request : server.requests()) {
            sent.add(request.header("Idempotency-Key") + " " + request.bodyLength());
        }
        return sent;
    }
}
