package io.breakwater.config;

import java.util.IdentityHashMap;

/**
 * A file that says what holds without a file: every key with its meaning and its built-in value. A {@code #} with a space
 * behind it begins a comment; one without stands before a key that has no built-in value, or whose block would mean
 * something by being there, and is followed by an example. To take it off makes a line of the file.
 *
 * <p>Confined to one thread.
 */
public final class DefaultsFile {
    private static final int WIDTH = 100;
    private static final String STEP = "  ";

    /** What stands for a value that is not built in. */
    private static final IdentityHashMap<ConfigOption<?>, String> EXAMPLES = examples();

    private final StringBuilder out = new StringBuilder();

    private DefaultsFile() {}

    /** The file, with a line break at its end. */
    public static String text() {
        DefaultsFile file = new DefaultsFile();
        file.comment(
                "",
                "Every key of the configuration of Breakwater with its built-in value: a file that changes nothing. Keep what"
                        + " differs, and leave out the rest. A # without a space behind it stands before an example.");
        file.out.append('\n');
        file.entries(ConfigOptions.root(), "", false);
        return file.out.toString();
    }

    private static IdentityHashMap<ConfigOption<?>, String> examples() {
        IdentityHashMap<ConfigOption<?>, String> examples = new IdentityHashMap<>();
        examples.put(ConfigOptions.VERSION, "1");
        examples.put(ConfigOptions.HOST_MATCH, "\"api.example:443\"");
        examples.put(ConfigOptions.ROUTE_METHOD, "[GET, HEAD]");
        examples.put(ConfigOptions.ROUTE_PATH, "\"/v1/orders/**\"");
        examples.put(DeadlineOptions.INBOUND_METHOD, "[GET, HEAD]");
        examples.put(DeadlineOptions.INBOUND_PATH, "\"/**\"");
        examples.put(DeadlineOptions.INBOUND_DEADLINE, "2s");
        examples.put(DriverOptions.DRIVER, "com.example.jdbc.ExampleDriver");
        examples.put(DriverOptions.CONNECTION, "com.example.jdbc.ExampleConnection");
        examples.put(DriverOptions.STATEMENT, "com.example.jdbc.ExampleStatement");
        examples.put(DriverOptions.PREPARED, "com.example.jdbc.ExamplePreparedStatement");
        examples.put(DriverOptions.CALLABLE, "com.example.jdbc.ExampleCallableStatement");
        return examples;
    }

    /** @param isExample true if the block itself is one, and so all in it */
    private void entries(ConfigBlock block, String indent, boolean isExample) {
        boolean isFirst = block.isRepeated();
        for (ConfigOption<?> option : block.options()) {
            option(option, indent, isExample, isFirst);
            isFirst = false;
        }
        for (ConfigBlock child : block.blocks()) {
            if (!isExample) {
                out.append(indent.isEmpty() ? "\n" : "");
            }
            block(child, indent, isExample, isFirst);
            isFirst = false;
        }
    }

    private void option(ConfigOption<?> option, String indent, boolean isExample, boolean isFirst) {
        comment(indent, option.description() + " (" + option.expected() + ")");
        String builtIn = option.defaultText();
        boolean isRequired = option == ConfigOptions.VERSION;
        String value = builtIn != null ? inYaml(builtIn) : EXAMPLES.getOrDefault(option, "enforce");
        line(indent, option.key() + ": " + value, isExample || (builtIn == null && !isRequired), isFirst);
    }

    /** A star by itself would be an alias. */
    private static String inYaml(String builtIn) {
        return builtIn.equals("[*]") ? "[\"*\"]" : builtIn;
    }

    private void block(ConfigBlock block, String indent, boolean isInExample, boolean isFirst) {
        boolean policies = block == HttpOptions.HTTP || block == JdbcOptions.JDBC;
        if (isInExample && policies) {
            comment(indent, "The keys of `" + block.key() + "` in `defaults`.");
            if (block == HttpOptions.HTTP) {
                line(indent, block.key() + ": {}", true, isFirst);
            }
            return;
        }
        boolean isExample = isInExample || block.isRepeated() || block == KeyOptions.BLOCK;
        comment(indent, block.plainDescription());
        line(indent, block.key() + ":", isExample, isFirst);
        entries(block, indent + (block.isRepeated() ? STEP + STEP : STEP), isExample);
    }

    /** @param isFirst true if the line begins an entry of a list */
    private void line(String indent, String text, boolean isExample, boolean isFirst) {
        String before = isFirst ? indent.substring(STEP.length()) : indent;
        out.append(before)
                .append(isExample ? "#" : "")
                .append(isFirst ? "- " : "")
                .append(text)
                .append('\n');
    }

    private void comment(String indent, String text) {
        String rest = text;
        int width = WIDTH - indent.length() - 2;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            out.append(indent).append("# ").append(rest, 0, space).append('\n');
            rest = rest.substring(space + 1);
        }
        out.append(indent).append("# ").append(rest).append('\n');
    }
}
