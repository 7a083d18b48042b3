package io.breakwater.config;

import java.util.Arrays;
import java.util.List;

/** The reference of the configuration, made from {@link ConfigOptions}. */
final class ConfigurationPage {
    private static final List<String> INTRODUCTION = Arrays.asList(
            "# Configuration",
            "",
            "<!-- Generated from ConfigOptions. To write it anew: ./mvnw -pl agent/config -am verify -Dupdate-docs -->",
            "",
            "`-javaagent:breakwater-agent.jar=/etc/breakwater.yaml`, or the system property `breakwater.config`, or the",
            "environment variable `BREAKWATER_CONFIG`. Without a file, Breakwater observes and changes nothing. In place of a file",
            "stands a directory of files, or an `https://` address. All are watched, and what is new applies within two seconds or is",
            "refused as a whole: [more of that](reload.md). Examples are in [config-examples](../config-examples).",
            "",
            "`java -jar breakwater-agent.jar check FILE...` says everything that is wrong with files, directories or addresses;",
            "`java -jar breakwater-agent.jar explain FILE METHOD URL` says what it would do to a call, and why. For a database,",
            "METHOD is `CONNECT`, `SELECT` (a pure read), `EXECUTE`, `BATCH` or `CALL`, and URL is that of JDBC. With `--all` it also",
            "says why each route does or does not apply, and what holds for the process as a whole; `--json` is for programs.",
            "`java -jar breakwater-agent.jar defaults` prints every key with its meaning and its built-in value: a file that changes",
            "nothing, to be cut down to what differs.",
            "",
            "## In an editor",
            "",
            "`java -jar breakwater-agent.jar schema` prints a JSON Schema, of which [config-examples](../config-examples) has a copy. Put",
            "it beside the file, and into the first line of the file",
            "",
            "```yaml",
            "# yaml-language-server: $schema=breakwater.schema.json",
            "```",
            "",
            "A path is relative to the file; an address will do as well. VS Code with Red Hat's YAML extension, Neovim, Emacs and whatever",
            "else has yaml-language-server then complete keys and words, show what they mean, and mark what is wrong; IntelliJ reads",
            "the line, too, or takes the schema under Languages & Frameworks, Schemas and DTDs. It is of draft 7, which all of",
            "them know. It looks at one value at a time: what does not go together, bounds of durations, and two entries for one host",
            "are for `check` to say.",
            "",
            "## How values are written",
            "",
            "- Durations: whole numbers with a unit, `250ms`, `2s`, `1m`, `1h30m`. `none` unsets a limit where that is possible.",
            "- Percentages: `20%`, `12.5%`. Sizes: `64KiB`, `1MiB`.",
            "- Quote what starts with `*`, because YAML reads it as an alias: `match: \"*.corp.example\"`.",
            "- `on`, `off`, `yes` and `no` are booleans in YAML 1.1, and refused where a word is expected.",
            "- Unknown keys are refused. A file with a problem does not come into force at all.",
            "",
            "## What applies",
            "",
            "Built-in values, then `defaults`, then the most specific entry of `hosts`, then its first route that matches, then",
            "overrides. Maps merge key by key, lists replace. Exactly one host entry and at most one route apply.",
            "",
            "Most specific first: `https://name:port`, `name:port`, `name`, the longest wildcard, the longest network prefix, `\"*\"`.",
            "Two entries that are equally specific are a problem.",
            "",
            "A database is matched by its JDBC URL without user and parameters. Most specific first: one database,",
            "`jdbc:postgresql://host:5432/orders`; every database of a server, `jdbc:postgresql://host:5432`; every database of a",
            "product, `jdbc:postgresql:`, in quotes because of the colon at its end. The case of product and hosts, the default port",
            "and wrappers such as `jdbc:p6spy:` make no difference; the name of a database is taken as it is written, and so is a",
            "host: `localhost` is not `127.0.0.1` ([more of that](jdbc.md#one-database-or-two)). Several servers are written as the",
            "application writes them, and are one destination. Entries for hosts, `\"*\"` included, never apply to databases: what all",
            "of them share belongs to `defaults`, in the block `jdbc`.",
            "",
            "The mode of a policy: its own `mode`, from whichever level; else that of the route, the host, the file. A route or",
            "host that is `disabled` as a whole stops what less specific levels said about single policies.",
            "",
            "## Overrides",
            "",
            "Every value but `version` can be given as a system property, `-Dbreakwater.defaults.http.timeouts.connect=5s`, or in the",
            "environment, `BREAKWATER_DEFAULTS_HTTP_TIMEOUTS_CONNECT=5s`. A property beats a variable, and both replace the value",
            "at that place of the file. Hosts and routes are named by their index, `breakwater.hosts.0.mode`; a list is separated",
            "by commas. `breakwater.mode` is also the most that any policy does: `-Dbreakwater.mode=disabled` turns everything off.",
            "The files of a directory have no numbering in common, so that there an override names no host.",
            "What is logged names the property or variable beside the line of the file. `check` and `explain` look at the file alone,",
            "unless they are told what the process has: `-Dmode=enforce`, any number of times, is for its properties, and",
            "`--with-environment` has them ask the variables that they themselves run with.",
            "",
            "## Keys",
            "");

    private final StringBuilder out = new StringBuilder();

    String text() {
        for (String line : INTRODUCTION) {
            out.append(line).append('\n');
        }
        section(ConfigOptions.root(), "", "The top of the file");
        return out.toString().trim() + "\n";
    }

    private void section(ConfigBlock block, String path, String title) {
        out.append("### ").append(title).append("\n\n").append(block.description());
        if (block == ConfigOptions.HOSTS || block == ConfigOptions.ROUTES) {
            out.append(" Takes the blocks `http`").append(block == ConfigOptions.HOSTS ? " and `jdbc`" : "");
            out.append(" as well, with the same keys as in `defaults`.");
        }
        out.append("\n\n");
        if (!block.options().isEmpty()) {
            out.append("| Key | Value | Built-in | Meaning |\n|---|---|---|---|\n");
        }
        for (ConfigOption<?> option : block.options()) {
            String builtIn = option.defaultText() == null ? "" : "`" + option.defaultText() + "`";
            out.append("| `")
                    .append(option.key())
                    .append("` | ")
                    .append(option.expected())
                    .append(" | ");
            out.append(builtIn).append(" | ").append(option.description()).append(" |\n");
        }
        out.append(block.options().isEmpty() ? "" : "\n");
        for (ConfigBlock child : block.blocks()) {
            boolean policies = child == HttpOptions.HTTP || child == JdbcOptions.JDBC;
            String childPath = policies || path.isEmpty() ? child.key() : path + "." + child.key();
            String name = child.isRepeated() ? childPath + "[]" : childPath;
            if (!policies || block == ConfigOptions.DEFAULTS) {
                section(child, name, "`" + name + "`");
            }
        }
    }
}
