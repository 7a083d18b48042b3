package io.breakwater.config.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.config.ConfigurationLoader;
import io.breakwater.config.LoadResult;
import io.breakwater.config.Overrides;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files by which the agent comes into a service, as far as this machine has what reads them. */
class DeploymentTest {
    private static final Path EXAMPLES = Paths.get("../../config-examples");
    private static final String AGENT = "-javaagent:/opt/breakwater/breakwater-agent.jar";

    @TempDir
    Path directory;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void setenv_adds_the_agent_behind_what_is_there() throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("CATALINA_OPTS", "-Xmx512m \"-Dname=a b\"");

        assertThat(catalinaOpts(environment)).containsExactly("-Xmx512m", "-Dname=a b", AGENT);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void setenv_keeps_a_path_with_spaces_in_one_piece() throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("BREAKWATER_HOME", "/opt/break water");
        environment.put("BREAKWATER_CONFIG", "/etc/break water/file.yaml");

        assertThat(catalinaOpts(environment)).containsExactly("-javaagent:/opt/break water/breakwater-agent.jar");
        assertThat(shell(environment, "printf '%s\\n' \"$BREAKWATER_CONFIG\""))
                .containsExactly("/etc/break water/file.yaml");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void setenv_that_is_read_twice_adds_the_agent_once() throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("CATALINA_OPTS", "-javaagent:/elsewhere/breakwater-agent.jar");

        assertThat(catalinaOpts(environment)).containsExactly("-javaagent:/elsewhere/breakwater-agent.jar");
    }

    @Test
    void setenv_names_an_example_that_is_there() throws IOException {
        assertThat(text("tomcat/setenv.sh")).contains("/etc/breakwater/tomcat-monolith.yaml");
        assertThat(EXAMPLES.resolve("tomcat-monolith.yaml")).exists();
    }

    /** As catalina.sh does it: the variable is evaluated once more, so that quotes in it count. */
    private List<String> catalinaOpts(Map<String, String> environment) throws Exception {
        return shell(environment, "eval set -- $CATALINA_OPTS; printf '%s\\n' \"$@\"");
    }

    private List<String> shell(Map<String, String> environment, String after) throws Exception {
        String script =
                ". " + EXAMPLES.resolve("tomcat/setenv.sh").toAbsolutePath().normalize() + "; " + after;
        return run(environment, "sh", "-eu", "-c", script);
    }

    @Test
    void the_unit_reads_the_file_that_its_comment_checks() throws IOException {
        String unit = text("systemd/orders.service");

        assertThat(unit)
                .contains("check /etc/breakwater/orders.yaml\n")
                .contains("\nEnvironment=BREAKWATER_CONFIG=/etc/breakwater/orders.yaml\n")
                .contains("\nEnvironment=JAVA_TOOL_OPTIONS=" + AGENT + "\n");
    }

    @Test
    void systemd_finds_nothing_wrong_with_the_unit() throws Exception {
        assumeTrue(new File("/usr/bin/systemd-analyze").canExecute(), "no systemd here");
        Path unit = directory.resolve("orders.service");
        // What it starts is not on this machine.
        Files.write(
                unit,
                text("systemd/orders.service")
                        .replace("/usr/bin/java", "/bin/true")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(run(new HashMap<>(), "/usr/bin/systemd-analyze", "verify", unit.toString()))
                .isEmpty();
    }

    @Test
    void the_image_starts_with_the_jar_and_the_file_that_were_copied_and_checked() throws IOException {
        String image = text("docker/Dockerfile");
        List<String> copied = new ArrayList<>();
        Matcher copies = Pattern.compile("(?m)^COPY (\\S+) (\\S+)$").matcher(image);
        while (copies.find()) {
            assertThat(copies.group(2)).endsWith("/" + copies.group(1));
            copied.add(copies.group(2));
        }

        assertThat(copied).hasSize(3);
        Matcher paths = Pattern.compile("(?:/opt|/etc)/[\\w./-]+").matcher(image);
        while (paths.find()) {
            assertThat(copied).contains(paths.group());
        }
        assertThat(image)
                .contains("\nENV JAVA_TOOL_OPTIONS=" + AGENT + "\n")
                .contains("\nENV BREAKWATER_CONFIG=/etc/breakwater/breakwater.yaml\n")
                .contains("\"check\", \"/etc/breakwater/breakwater.yaml\"");
        assertThat(image.indexOf("\nRUN"))
                .as("checked before the agent is in every JVM")
                .isLessThan(image.indexOf("\nENV"));
    }

    @Test
    void the_file_in_the_config_map_is_good() throws IOException {
        Map<?, ?> data = map(documents().get(0), "data");
        Path file = directory.resolve("breakwater.yaml");
        Files.write(file, data.get("breakwater.yaml").toString().getBytes(StandardCharsets.UTF_8));

        LoadResult result = ConfigurationLoader.load(file, Overrides.none());

        assertThat(result.problems()).isEmpty();
        assertThat(result.notices()).isEmpty();
    }

    @Test
    void the_container_finds_the_jar_and_the_file_where_it_looks_for_them() throws IOException {
        Map<?, ?> pod = map(map(map(documents().get(1), "spec"), "template"), "spec");
        Map<?, ?> init = (Map<?, ?>) list(pod, "initContainers").get(0);
        Map<?, ?> container = (Map<?, ?>) list(pod, "containers").get(0);
        Map<String, String> volumes = new HashMap<>();
        for (Object volume : list(pod, "volumes")) {
            Map<?, ?> source = (Map<?, ?>) volume;
            volumes.put(
                    source.get("name").toString(),
                    source.containsKey("configMap")
                            ? map(source, "configMap").get("name").toString()
                            : "empty");
        }

        Map<?, ?> initMount = (Map<?, ?>) list(init, "volumeMounts").get(0);
        assertThat(list(init, "command").get(2).toString()).startsWith(initMount.get("mountPath") + "/");
        Map<String, String> environment = new HashMap<>();
        for (Object variable : list(container, "env")) {
            environment.put(
                    ((Map<?, ?>) variable).get("name").toString(),
                    ((Map<?, ?>) variable).get("value").toString());
        }
        Map<String, String> mounted = new HashMap<>();
        for (Object mount : list(container, "volumeMounts")) {
            Map<?, ?> mounts = (Map<?, ?>) mount;
            assertThat(mounts.containsKey("subPath"))
                    .as("a ConfigMap by subPath never changes")
                    .isFalse();
            mounted.put(
                    mounts.get("mountPath").toString(),
                    volumes.get(mounts.get("name").toString()));
        }
        assertThat(mounted.get("/opt/breakwater"))
                .as("the volume of the init container")
                .isEqualTo("empty");
        assertThat(volumes.get(initMount.get("name").toString())).isEqualTo("empty");
        assertThat(mounted.get("/etc/breakwater"))
                .isEqualTo(map(documents().get(0), "metadata").get("name").toString());
        assertThat(environment.get("JAVA_TOOL_OPTIONS")).isEqualTo(AGENT);
        assertThat(environment.get("BREAKWATER_CONFIG")).isEqualTo("/etc/breakwater/breakwater.yaml");
    }

    private static List<Map<?, ?>> documents() throws IOException {
        List<Map<?, ?>> documents = new ArrayList<>();
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        for (Object document : yaml.loadAll(text("kubernetes/orders.yaml"))) {
            documents.add((Map<?, ?>) document);
        }
        return documents;
    }

    private static Map<?, ?> map(Map<?, ?> parent, String key) {
        return (Map<?, ?>) parent.get(key);
    }

    private static List<?> list(Map<?, ?> parent, String key) {
        return (List<?>) parent.get(key);
    }

    /** The lines that the command wrote, of both kinds. */
    private static List<String> run(Map<String, String> environment, String... command) throws Exception {
        Path output = Files.createTempFile("output", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("CATALINA") || name.startsWith("BREAKWATER"));
            builder.environment().putAll(environment);
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
            assertThat(process.exitValue())
                    .as("%s: %s", Arrays.toString(command), lines)
                    .isZero();
            return lines;
        } finally {
            Files.delete(output);
        }
    }

    private static String text(String file) throws IOException {
        return new String(Files.readAllBytes(EXAMPLES.resolve(file)), StandardCharsets.UTF_8);
    }
}
