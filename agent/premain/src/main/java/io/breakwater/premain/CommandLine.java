package io.breakwater.premain;

import java.lang.reflect.InvocationTargetException;

/**
 * What {@code java -jar breakwater-agent.jar} runs: the command line, in the same isolated loader as the agent.
 *
 * <p>Loaded by: the system loader. Errors: exit code 3 and a stack trace for a bug of ours.
 */
public final class CommandLine {
    private static final int BUG = 3;

    private CommandLine() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private static int run(String[] arguments) {
        try {
            ClassLoader loader = new IsolatedClassLoader(AgentJar.own());
            Thread.currentThread().setContextClassLoader(loader);
            return (Integer) loader.loadClass("io.breakwater.tooling.cli.BreakwaterCommand")
                    .getMethod("run", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException bug) {
            bug.getTargetException().printStackTrace();
            return BUG;
        } catch (Exception | LinkageError bug) {
            bug.printStackTrace();
            return BUG;
        }
    }
}
