package io.breakwater.tooling.suggest;

import io.breakwater.engine.policy.Mode;
import java.util.List;
import java.util.Locale;

/** Writes a suggestion as a configuration file. Confined to one thread. */
final class SuggestionYaml {
    private static final int WIDTH = 120;

    private final StringBuilder out = new StringBuilder();

    private SuggestionYaml() {}

    static String write(Suggestion suggestion) {
        SuggestionYaml yaml = new SuggestionYaml();
        yaml.file(suggestion);
        return yaml.out.toString();
    }

    private void file(Suggestion suggestion) {
        for (String line : suggestion.head()) {
            comment("", line);
        }
        comment(
                "",
                "It holds entries of hosts and nothing else: a file by itself, or one beside others in a directory. An"
                        + " entry takes the place of a less specific one as a whole.");
        for (String line : suggestion.leftOut()) {
            comment("", "Left out: " + line + ".");
        }
        out.append("version: 1\n");
        if (suggestion.hosts().isEmpty()) {
            comment("", "hosts: " + suggestion.whyEmpty() + ".");
            return;
        }
        out.append("hosts:\n");
        for (SuggestedHost host : suggestion.hosts()) {
            host(host);
        }
    }

    private void host(SuggestedHost host) {
        out.append('\n');
        for (String line : host.observed()) {
            comment("  ", line);
        }
        if (!host.outcome().isEmpty()) {
            comment("  ", "What the entry below would have done to these calls:");
        }
        for (String line : host.outcome()) {
            comment("  ", "  " + line);
        }
        out.append("  - match: ").append(Texts.quoted(host.match())).append('\n');
        out.append("    mode: ").append(host.mode().name().toLowerCase(Locale.ROOT));
        out.append(host.mode() == Mode.OBSERVE ? "  # acts once this says: enforce\n" : "\n");
        boolean any = host.values().stream().anyMatch(value -> value.value() != null);
        if (any) {
            out.append(host.isDatabase() ? "    jdbc:\n" : "    http:\n");
        }
        values(host.values(), "      ");
        if (!host.routes().isEmpty()) {
            out.append("    routes:\n");
        }
        for (SuggestedRoute route : host.routes()) {
            out.append("      - match: {method: ")
                    .append(Texts.quoted(route.method()))
                    .append(", path: ")
                    .append(Texts.quoted(route.path()))
                    .append("}\n        http:\n");
            values(route.values(), "          ");
        }
    }

    /** A block whose values are all left out is not there, but for its comments. */
    private void values(List<SuggestedValue> values, String indent) {
        String block = "";
        for (SuggestedValue value : values) {
            boolean isNew = !value.block().equals(block);
            block = value.block();
            String current = block;
            boolean any = values.stream().anyMatch(each -> each.block().equals(current) && each.value() != null);
            if (isNew && any) {
                out.append(indent).append(block).append(":\n");
            }
            value(value, any ? indent + "  " : indent);
        }
    }

    private void value(SuggestedValue value, String indent) {
        String now = value.inForce().isEmpty() ? "" : ". In force: " + value.inForce();
        if (value.value() == null) {
            comment(indent, value.block() + ": " + value.key() + " left out: " + value.reason() + now + ".");
        } else {
            comment(
                    indent,
                    Character.toUpperCase(value.reason().charAt(0))
                            + value.reason().substring(1) + now + ".");
            out.append(indent)
                    .append(value.key())
                    .append(": ")
                    .append(value.value())
                    .append('\n');
        }
    }

    /** Folded, with what continues a line indented. */
    private void comment(String indent, String text) {
        String rest = Texts.printable(text);
        String prefix = indent + "# ";
        while (prefix.length() + rest.length() > WIDTH) {
            int end = rest.lastIndexOf(' ', WIDTH - prefix.length());
            int first = 0;
            while (first < rest.length() && rest.charAt(first) == ' ') {
                first++;
            }
            if (end <= first) {
                break; // a word that is too long stays whole
            }
            out.append(prefix).append(rest, 0, end).append('\n');
            prefix = indent + "#   ";
            rest = rest.substring(end + 1);
        }
        out.append(prefix).append(rest).append('\n');
    }
}
