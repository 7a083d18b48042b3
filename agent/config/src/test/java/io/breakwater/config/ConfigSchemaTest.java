package io.breakwater.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What editors do with the schema, by a validator that is not ours. */
class ConfigSchemaTest {
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(ConfigSchema.json());

    /** The files whose every fault is beyond a schema, and why. */
    private static final Map<String, String> BEYOND_A_SCHEMA = new HashMap<>();

    static {
        BEYOND_A_SCHEMA.put("contradictions.yaml", "values that are good one by one, and not together");
        BEYOND_A_SCHEMA.put("twice.yaml", "a key that stands twice is gone before the schema is asked");
    }

    static List<Path> good() throws IOException {
        return ExamplesTest.good();
    }

    static List<Path> invalid() throws IOException {
        return ExamplesTest.invalid();
    }

    @Test
    void the_copy_for_editors_is_what_the_code_says() throws IOException {
        GeneratedFile.assertUpToDate(Paths.get("../../config-examples/breakwater.schema.json"), ConfigSchema.json());
    }

    @Test
    void it_is_a_schema_of_its_draft() throws IOException {
        JsonSchema draft = JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(java.net.URI.create("http://json-schema.org/draft-07/schema#"));

        assertThat(draft.validate(YamlCore.read(ConfigSchema.json()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("good")
    void every_good_example_is_accepted(Path file) throws IOException {
        assertThat(validate(text(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void every_invalid_example_is_refused_where_a_schema_can(Path file) throws IOException {
        boolean refused;
        try {
            refused = !validate(text(file)).isEmpty();
        } catch (RuntimeException noYaml) {
            refused = true;
        }

        assertThat(refused)
                .as(BEYOND_A_SCHEMA.getOrDefault(file.getFileName().toString(), "a schema can say it"))
                .isEqualTo(!BEYOND_A_SCHEMA.containsKey(file.getFileName().toString()));
    }

    @Test
    void what_defaults_prints_is_accepted() {
        assertThat(validate(DefaultsFile.text())).isEmpty();
        assertThat(validate(DefaultsFileTest.uncommented())).isEmpty();
    }

    /** Each value by itself: parser and schema say the same, but for what is named here. */
    @ParameterizedTest
    @CsvSource({
        "defaults.http.timeouts.connect, 10, false",
        "defaults.http.timeouts.connect, 1h30m, true",
        "defaults.http.timeouts.connect, 30m1h, false",
        "defaults.http.timeouts.connect, 1500ms, true",
        "defaults.http.timeouts.connect, 5m250ms, true",
        "defaults.http.timeouts.connect, 0s, false",
        "defaults.http.timeouts.connect, none, true",
        "defaults.http.timeouts.connect, -1s, false",
        "defaults.http.retry.backoff.max, none, false",
        "defaults.http.retry.backoff.initial, 0ms, true",
        "defaults.http.retry.max-attempts, 0, false",
        "defaults.http.retry.max-attempts, 10, true",
        "defaults.http.retry.max-attempts, 11, false",
        "defaults.http.retry.retry-on, '[reset, 418, 5xx]', true",
        "defaults.http.retry.retry-on, '[]', false",
        "defaults.http.retry.retry-on, '[200]', false",
        "defaults.http.retry.retry-on, reset, false",
        "defaults.http.retry.methods, '[]', true",
        "defaults.http.retry.methods, '[get]', false",
        "defaults.http.retry.budget.percent, 12.5%, true",
        "defaults.http.retry.budget.percent, 1000%, true",
        "defaults.http.retry.budget.percent, 1001%, false",
        "defaults.http.retry.budget.percent, 0%, true",
        "defaults.http.circuit-breaker.failure-rate-threshold, 0%, false",
        "defaults.http.circuit-breaker.failure-rate-threshold, 100%, true",
        "defaults.http.circuit-breaker.failure-rate-threshold, 100.5%, false",
        "defaults.http.circuit-breaker.failure-rate-threshold, none, true",
        "defaults.http.circuit-breaker.sliding-window, 100 calls, true",
        "defaults.http.circuit-breaker.sliding-window, 0 calls, false",
        "defaults.http.circuit-breaker.consecutive-failures, none, true",
        "defaults.http.retry.max-replay-body, 64KiB, true",
        "defaults.http.retry.max-replay-body, 65MiB, false",
        "defaults.http.retry.url-connection, true, true",
        "defaults.http.retry.url-connection, yes, false",
        "defaults.jdbc.timeouts.query, deadline, true",
        "defaults.jdbc.circuit-breaker.fail-on, '[reset]', false",
        "deadline.trusted-hosts, '[\"*.corp.example\", 10.0.0.0/8]', true",
        "deadline.trusted-hosts, '[\"a.*.example\"]', false",
        "deadline.trusted-hosts, '[\"jdbc:h2:mem:x\"]', false",
        "deadline.write, '[X-Deadline]', false",
        "deadline.read, '[grpc-timeout]', true",
        "mode, off, false",
        "metrics.prometheus-port, none, true",
        "metrics.prometheus-port, 65536, false"
    })
    void a_value_is_taken_by_the_schema_where_the_parser_takes_it(String path, String value, boolean good) {
        String file = file(path, value);

        assertThat(validate(file).isEmpty()).as("schema").isEqualTo(good);
        assertThat(ConfigText.load(file.split("\n")).problems().isEmpty())
                .as("parser")
                .isEqualTo(good);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.example",
                "Api.Example:443",
                "api.example.",
                "https://api.example:8443",
                "'*.corp.example'",
                "'*'",
                "10.0.0.0/8",
                "'[::1]:8443'",
                "'::1'",
                "'fe80::/10'",
                "my_host",
                "'jdbc:postgresql:'",
                "jdbc:postgresql://pg.example:5432/orders",
                "jdbc:mysql://a.example,b.example",
                "'jdbc:oracle:thin:@//ora.example:1521/orcl'",
                "jdbc:h2:mem:test",
                "'::1/128'"
            })
    void a_match_that_the_parser_takes_is_taken_by_the_schema(String match) {
        String file = "version: 1\nhosts:\n  - match: " + match + "\n";

        assertThat(ConfigText.load(file.split("\n")).problems()).isEmpty();
        assertThat(validate(file)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:secret@api.example",
                "https://api.example/v1/orders",
                "ftp://api.example",
                "api.*.example",
                "api..example",
                "'*.corp.example:8443'",
                "'api.example?x'",
                "api.example:999999",
                "jdbc:postgresql://pg.example/db?password=secret",
                "jdbc:postgresql://app:x@pg.example/db",
                "'jdbc:postgresql://*.example/db'"
            })
    void a_match_that_is_wrong_in_its_form_is_refused_by_both(String match) {
        String file = "version: 1\nhosts:\n  - match: " + match + "\n";

        assertThat(ConfigText.load(file.split("\n")).problems()).isNotEmpty();
        assertThat(validate(file)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/orders, true", "/, true", "/**, true", "'/v1/{id}/items', true", "'/v1/*/items', true", "/a*b, true",
        "v1, false", "/v1/**/items, false", "'/v1/a{id}', false", "/v1?x, false", "/v1**, false", "/a//b, true"
    })
    void a_path_is_taken_by_the_schema_where_the_parser_takes_it(String path, boolean good) {
        String file = "version: 1\nhosts:\n  - match: a.example\n    routes: [{match: {path: \"" + path + "\"}}]\n";

        assertThat(validate(file).isEmpty()).as("schema").isEqualTo(good);
        assertThat(ConfigText.load(file.split("\n")).problems().isEmpty())
                .as("parser")
                .isEqualTo(good);
    }

    @Test
    void what_belongs_to_a_database_is_refused_for_a_host_and_the_other_way_round() {
        assertThat(validate("version: 1\nhosts: [{match: a.example, jdbc: {}}]"))
                .isNotEmpty();
        assertThat(validate("version: 1\nhosts: [{match: \"jdbc:h2:mem:x\", http: {}}]"))
                .isNotEmpty();
        assertThat(validate("version: 1\nhosts: [{match: \"jdbc:h2:mem:x\", routes: []}]"))
                .isNotEmpty();
    }

    /** An editor shows it; a key without it would be a riddle. */
    @Test
    void every_key_has_a_description_and_every_default_is_taken() {
        assertDescribed(YamlCore.read(ConfigSchema.json()), "");
    }

    private static void assertDescribed(JsonNode schema, String path) {
        if (schema.has("properties")) {
            schema.get("properties").fields().forEachRemaining(entry -> {
                JsonNode child = entry.getValue();
                if (child.isObject() && !child.has("$ref") && !path.endsWith("if")) {
                    assertThat(child.path("description").asText())
                            .as(path + entry.getKey())
                            .isNotEmpty();
                    assertDescribed(
                            child.path("items").isMissingNode() ? child : child.get("items"), path + entry.getKey());
                }
            });
        }
        schema.path("definitions")
                .fields()
                .forEachRemaining(entry -> assertDescribed(entry.getValue(), entry.getKey()));
    }

    private static String file(String path, String value) {
        StringBuilder out = new StringBuilder("version: 1\n");
        String indent = "";
        String[] keys = path.split("\\.", -1);
        for (int i = 0; i < keys.length; i++) {
            out.append(indent)
                    .append(keys[i])
                    .append(i == keys.length - 1 ? ": " + value : ":")
                    .append('\n');
            indent += "  ";
        }
        return out.toString();
    }

    private static Set<ValidationMessage> validate(String yaml) {
        return SCHEMA.validate(YamlCore.read(yaml));
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
