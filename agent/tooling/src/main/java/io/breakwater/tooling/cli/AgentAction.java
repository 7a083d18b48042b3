package io.breakwater.tooling.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What a command does with the agent of another JVM. */
@FunctionalInterface
interface AgentAction {
    /** @return the exit code */
    int run(AgentConnection agent) throws AttachFailure;

    /**
     * Connects, runs the action and says what went wrong.
     *
     * @param pid of the JVM, or null for the only one with an agent
     * @return the exit code of the action, or 1 if the agent could not be reached or refused
     */
    static int on(@Nullable Long pid, CommandLine command, AgentAction action) {
        try (AgentConnection agent = AgentConnection.open(pid)) {
            return action.run(agent);
        } catch (AttachFailure failure) {
            for (String line : String.valueOf(failure.getMessage()).split("\n", -1)) {
                command.getErr().println(line); // what was refused has a line for each problem
            }
            return 1;
        } catch (IllegalArgumentException notUnderstood) {
            throw new ParameterException(command, notUnderstood.getMessage(), notUnderstood);
        }
    }

    /** Runs an operation and prints what it answers. */
    static int tell(@Nullable Long pid, CommandLine command, String operation, Object... arguments) {
        return on(pid, command, agent -> {
            command.getOut().println(agent.pid() + ": " + agent.invoke(operation, arguments));
            return 0;
        });
    }

    /** Who decides, for the log of the process. */
    static String by() {
        return "command line, " + System.getProperty("user.name", "unknown");
    }
}
