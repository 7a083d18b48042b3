package io.breakwater.tooling.cli;

import io.breakwater.tooling.control.status.StatusOrder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which hosts come first. */
final class OrderOption {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec command;

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            defaultValue = "calls",
            description = "Which come first: calls, failures, latency, interventions, breaker or name.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String word;

    /** @throws ParameterException if there is no such order */
    StatusOrder order() {
        try {
            return StatusOrder.parse(word);
        } catch (IllegalArgumentException unknown) {
            String message = String.valueOf(unknown.getMessage());
            throw new ParameterException(
                    command.commandLine(), "--sort" + message.substring(message.indexOf(':')), unknown);
        }
    }
}
