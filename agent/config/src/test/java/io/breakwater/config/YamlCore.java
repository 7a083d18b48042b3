package io.breakwater.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads YAML as editors do before they ask the schema: by the core schema of YAML 1.2, in which {@code off} is a word. */
final class YamlCore {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private YamlCore() {}

    /** @throws RuntimeException if the text is no YAML, or has no end */
    static JsonNode read(String text) {
        Node node = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
        return node == null ? JSON.nullNode() : json(node, 0);
    }

    private static JsonNode json(Node node, int depth) {
        if (depth > 100) {
            throw new IllegalArgumentException("an alias of itself");
        }
        if (node instanceof MappingNode) {
            ObjectNode object = JSON.objectNode();
            for (NodeTuple entry : ((MappingNode) node).getValue()) {
                String key = ((ScalarNode) entry.getKeyNode()).getValue();
                object.set(key, json(entry.getValueNode(), depth + 1));
            }
            return object;
        }
        if (node instanceof SequenceNode) {
            ArrayNode array = JSON.arrayNode();
            for (Node item : ((SequenceNode) node).getValue()) {
                array.add(json(item, depth + 1));
            }
            return array;
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.isPlain() ? plain(scalar.getValue()) : JSON.textNode(scalar.getValue());
    }

    private static JsonNode plain(String text) {
        if (text.isEmpty() || text.equals("null") || text.equals("~")) {
            return JSON.nullNode();
        }
        if (text.equals("true") || text.equals("false")) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        if (text.matches("[-+]?[0-9]+")) {
            return JSON.numberNode(Long.parseLong(text));
        }
        return text.matches("[-+]?[0-9]*\\.[0-9]+") ? JSON.numberNode(Double.parseDouble(text)) : JSON.textNode(text);
    }
}
