package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The command runs on one Java and the service on another, which answer each other in different words. */
class AcrossVersionsIT {

    static Stream<Arguments> commandAndService() {
        return Jdk.oldestAndNewest().stream()
                .flatMap(command -> Jdk.all().stream().map(service -> Arguments.of(command, service)));
    }

    @ParameterizedTest(name = "a command on {0}, a service on {1}")
    @MethodSource("commandAndService")
    void every_java_operates_the_agent_in_every_other(Jdk command, Jdk service) throws Exception {
        try (LivingJvm jvm =
                LivingJvm.start(service, List.of(), List.of(AgentJvm.PROGRAMS), "BusyService", "urlconnection")) {
            CommandLine.run(command, AgentJvm.AGENT, "attach", jvm.pid()).ended(0, "is active");
            jvm.awaitMore("calls", 10);
            CommandLine.run(command, AgentJvm.AGENT, "status", jvm.pid()).ended(0, "in process " + jvm.pid());
            CommandLine.run(command, AgentJvm.AGENT, "attach", jvm.pid()).ended(0, "is active already");

            CommandLine.run(command, AgentJvm.AGENT, "detach", jvm.pid()).ended(0, "detached");

            CommandLine.run(command, AgentJvm.AGENT, "detach", jvm.pid()).ended(0, "there is no agent");
            assertThat(jvm.ask("failures")).startsWith("0 ");
        }
    }
}
