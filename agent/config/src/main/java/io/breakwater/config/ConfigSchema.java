package io.breakwater.config;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.breakwater.config.match.HostPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The JSON Schema of the file, made from {@link ConfigOptions}: for editors, which complete with it and check what can be
 * checked without reading the whole file as {@link ConfigurationLoader} does. Draft 7, which the YAML support of VS Code,
 * of IntelliJ and of the schema catalogue all take; of newer drafts they know parts.
 *
 * <p>Confined to one thread.
 */
public final class ConfigSchema {
    private static final String JDBC_URL = "^" + HostPattern.JDBC;

    /** Blocks that stand in several places are written down once. */
    private final Set<ConfigBlock> definitions = new HashSet<>();

    private final Schema definition = Schema.empty();

    private ConfigSchema() {}

    /** As it is printed, with a line break at the end. */
    public static String json() {
        Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
        return gson.toJson(keywords()) + "\n";
    }

    /** As maps, lists, texts, numbers and truth values. */
    static Map<String, Object> keywords() {
        return new ConfigSchema().root().keywords();
    }

    private Schema root() {
        Schema schema = Schema.empty()
                .with("$schema", "http://json-schema.org/draft-07/schema#")
                .with("title", "Breakwater")
                .with("description", "The configuration of the Breakwater agent: what happens to outbound calls.");
        Schema block = block(ConfigOptions.root());
        for (Map.Entry<String, Object> keyword : block.keywords().entrySet()) {
            if (!keyword.getKey().equals("description")) {
                schema.with(keyword.getKey(), keyword.getValue());
            }
        }
        return schema.with("definitions", definition);
    }

    private Schema block(ConfigBlock block) {
        Schema properties = Schema.empty();
        for (ConfigOption<?> option : block.options()) {
            properties.with(option.key(), option(option));
        }
        for (ConfigBlock child : block.blocks()) {
            properties.with(child.key(), reference(child));
        }
        Schema schema = Schema.of("object")
                .with("description", block.plainDescription())
                .with("additionalProperties", false)
                .with("properties", properties);
        if (!block.required().isEmpty()) {
            schema.with("required", block.required());
        }
        if (block.isKeyRequired()) {
            schema.with("minProperties", 1);
        }
        if (block == ConfigOptions.HOSTS) {
            databasesAndHosts(schema);
        }
        return block.isRepeated()
                ? Schema.of("array")
                        .with("description", block.plainDescription())
                        .with("items", schema)
                : schema;
    }

    private Schema reference(ConfigBlock block) {
        if (block != HttpOptions.HTTP && block != JdbcOptions.JDBC) {
            return block(block);
        }
        if (definitions.add(block)) {
            definition.with(block.key(), block(block));
        }
        return Schema.reference(block.key());
    }

    /** A database has no routes and nothing of HTTP, and a host nothing of JDBC. */
    private static void databasesAndHosts(Schema hosts) {
        Schema database = Schema.empty()
                .with("required", ConfigOptions.HOSTS.required())
                .with(
                        "properties",
                        Schema.empty()
                                .with(
                                        ConfigOptions.HOST_MATCH.key(),
                                        Schema.empty().with("pattern", JDBC_URL)));
        hosts.with("if", database)
                .with(
                        "then",
                        Schema.empty()
                                .with(
                                        "properties",
                                        Schema.empty()
                                                .with(HttpOptions.HTTP.key(), false)
                                                .with(ConfigOptions.ROUTES.key(), false)))
                .with("else", Schema.empty().with("properties", Schema.empty().with(JdbcOptions.JDBC.key(), false)));
    }

    private static Schema option(ConfigOption<?> option) {
        String expected = option.expected();
        String builtIn = option.defaultText() == null ? "" : " Built-in: " + option.defaultText() + ".";
        Schema schema = Schema.empty()
                .with(
                        "description",
                        option.description() + "\n\n"
                                + expected.substring(0, 1).toUpperCase(Locale.ROOT) + expected.substring(1) + "."
                                + builtIn);
        for (Map.Entry<String, Object> keyword : option.schema().keywords().entrySet()) {
            schema.with(keyword.getKey(), keyword.getValue());
        }
        if (option.defaultText() != null) {
            schema.with("default", option.isList() ? items(option) : value(option.defaultText()));
        }
        return schema;
    }

    private static List<Object> items(ConfigOption<?> option) {
        List<Object> items = new ArrayList<>();
        for (String item : option.defaultItems()) {
            items.add(value(item));
        }
        return items;
    }

    /** As YAML reads the text. */
    private static Object value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        int number = IntegerType.parse(text);
        return number >= 0 ? (Object) number : text;
    }
}
