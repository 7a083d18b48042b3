package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What {@code java -jar breakwater-agent.jar} says, and with which exit code it ends. */
final class CommandLine {
    private static final long MOST_SECONDS = 90;

    private final int exitCode;
    private final String said;

    private CommandLine(int exitCode, String said) {
        this.exitCode = exitCode;
        this.said = said;
    }

    static CommandLine run(Jdk jdk, Path jar, Object... arguments) throws IOException, InterruptedException {
        return runBehind(List.of(), jdk, jar, arguments);
    }

    /** The same by another command, which is given ours as its last words. */
    static CommandLine runBehind(List<String> behind, Jdk jdk, Path jar, Object... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(behind);
        command.addAll(List.of(jdk.java().toString(), "-Xmx64m", "-jar", jar.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = LivingJvm.clean(new ProcessBuilder(command))
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).as(said).isTrue();
            return new CommandLine(process.exitValue(), said);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Asserts how it ended, and what it said among other things. */
    CommandLine ended(int code, String... words) {
        assertThat(said).contains(words);
        assertThat(exitCode).as(said).isEqualTo(code);
        return this;
    }

    String said() {
        return said;
    }
}
