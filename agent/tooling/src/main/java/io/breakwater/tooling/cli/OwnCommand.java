package io.breakwater.tooling.cli;

import java.io.File;

/**
 * How this command line was called, for people who have to call it again in another way.
 *
 * <p>Thread-safety: thread-safe; written once, at the beginning.
 */
final class OwnCommand {
    private static volatile String arguments = "";

    private OwnCommand() {}

    static void remember(String... given) {
        StringBuilder line = new StringBuilder();
        for (String argument : given) {
            boolean plain = argument.matches("[A-Za-z0-9_./:=+,@%-]+");
            line.append(' ').append(plain ? argument : '"' + argument + '"');
        }
        arguments = line.toString();
    }

    static String line() {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        String jar;
        try {
            jar = AttachApi.ownJar().getPath();
        } catch (AttachFailure unknown) {
            jar = "breakwater-agent.jar";
        }
        return java + " -jar " + jar + arguments;
    }
}
