package io.breakwater.tooling.control;

import java.util.List;

/**
 * What {@code io.breakwater:type=Control} has: the same as the command line, which uses it.
 *
 * <p>Whoever decides something is named in {@code by}, for the log; empty for an unknown user of JMX.
 */
@Meaning("What Breakwater does in this process, and how to make it do something else")
public interface ControlMXBean {
    String NAME = "io.breakwater:type=Control";

    @Meaning("Version of the agent")
    String getVersion();

    @Meaning("True while everything is off")
    boolean isSwitchedOff();

    @Meaning("enforce, observe or disabled: what the configuration says where it names nothing")
    String getConfiguredMode();

    @Meaning("The file, directory or URL of the configuration, or built-in")
    String getConfigurationSource();

    @Meaning("Since when that configuration holds")
    String getConfigurationInForceSince();

    @Meaning("What is wrong with the configuration that was refused last; empty if none was")
    List<String> getConfigurationProblems();

    @Meaning("What operators have decided, a line each")
    List<String> getOverrides();

    @Meaning("Everything at this moment, as a JSON document")
    String status(
            @Meaning(name = "most", value = "How many destinations are told one by one; the others are summed")
                    int most,
            @Meaning(name = "host", value = "all, or a host, host:port, *.suffix, network or JDBC URL") String host,
            @Meaning(name = "order", value = "Which come first: calls, failures, latency, interventions, breaker, name")
                    String order);

    @Meaning("Has another mode hold than the configuration says, until this process ends")
    String setMode(
            @Meaning(name = "host", value = "all, or a host, host:port, *.suffix, network or JDBC URL") String host,
            @Meaning(name = "mode", value = "disabled, observe, enforce; configured takes it back") String mode,
            @Meaning(name = "by", value = "Who decides, for the log; may be empty") String by);

    @Meaning("Decides on the state of circuit breakers, until it is reset or this process ends")
    String setBreaker(
            @Meaning(name = "host", value = "all, or a host, host:port, *.suffix, network or JDBC URL") String host,
            @Meaning(name = "action", value = "force-open, force-closed or reset") String action,
            @Meaning(name = "by", value = "Who decides, for the log; may be empty") String by);

    @Meaning("Turns everything off: calls are made as if Breakwater were not there")
    String switchOff(@Meaning(name = "by", value = "Who decides, for the log; may be empty") String by);

    @Meaning("Turns everything on again, as it was before")
    String switchOn(@Meaning(name = "by", value = "Who decides, for the log; may be empty") String by);

    @Meaning("Looks at the configuration now, and takes it if it is good")
    String reload(@Meaning(name = "by", value = "Who decides, for the log; may be empty") String by);

    @Meaning("A configuration that the traffic so far suggests")
    String suggest(
            @Meaning(name = "host", value = "all, or a host, host:port, *.suffix, network or JDBC URL") String host,
            @Meaning(name = "options", value = "key=value, separated by blanks; may be empty") String options);

    @Meaning("Leaves this process: every class gets its own bytecode back")
    String detach(@Meaning(name = "by", value = "Who decides, for the log; may be empty") String by);
}
