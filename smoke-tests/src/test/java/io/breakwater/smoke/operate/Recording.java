package io.breakwater.smoke.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.smoke.AgentJvm;
import io.breakwater.smoke.Jdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a terminal would have shown: commands with their output, and what happened between them. Names of this machine and
 * numbers of this run are replaced by those of an example.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class Recording {
    private static final long MOST_SECONDS = 60;

    private final Jdk jdk;
    private final Path directory;
    private final Map<String, String> replaced = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();

    /** @param directory where the commands are run */
    Recording(Jdk jdk, Path directory) {
        this.jdk = jdk;
        this.directory = directory;
        replaced.put(directory + "/", "");
        replaced.put(AgentJvm.AGENT.toString(), "breakwater-agent.jar");
    }

    /** From now on this is shown as that. */
    void show(String seen, String shown) {
        replaced.put(seen, shown);
    }

    /** Something that no command says. */
    void note(String line) {
        text.append("# ").append(line).append("\n\n");
    }

    /** Runs a command of the agent's jar, records it, and returns its output. */
    String run(int exit, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(jdk.java().toString(), "-XX:TieredStopAtLevel=1", "-jar", AgentJvm.AGENT.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("command", ".out");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
            String said = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended).as("%s ends; it said: %s", command, said).isTrue();
            text.append("$ java -jar breakwater-agent.jar ")
                    .append(String.join(" ", arguments))
                    .append('\n')
                    .append(said)
                    .append('\n');
            assertThat(process.exitValue()).as("exit of %s: %s", command, said).isEqualTo(exit);
            return said;
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    /** Records a file as if it had been printed. */
    void cat(Path file) throws IOException {
        text.append("$ cat ")
                .append(file.getFileName())
                .append('\n')
                .append(Files.readString(file))
                .append('\n');
    }

    /** Records lines that the service wrote. */
    void lines(List<String> lines) {
        lines.forEach(line -> text.append(line).append('\n'));
        text.append('\n');
    }

    @Override
    public String toString() {
        String shown = text.toString();
        for (Map.Entry<String, String> each : replaced.entrySet()) {
            shown = shown.replace(each.getKey(), each.getValue());
        }
        return shown;
    }
}
