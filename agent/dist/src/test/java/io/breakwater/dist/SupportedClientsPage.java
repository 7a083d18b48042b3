package io.breakwater.dist;

import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The clients that the agent guards, and the servers that it listens at, as their modules tell of themselves. */
final class SupportedClientsPage {
    static final String COMMAND = "./mvnw -pl agent/dist -am verify -Dupdate-docs";

    private final List<InstrumentationModule> modules = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();

    SupportedClientsPage(Iterable<InstrumentationModule> modules) {
        modules.forEach(this.modules::add);
        this.modules.sort(Comparator.comparing(InstrumentationModule::name, String.CASE_INSENSITIVE_ORDER));
    }

    String text() {
        out.append("# Supported clients\n\n<!-- Generated from the modules. To write it anew: ")
                .append(COMMAND)
                .append(" -->\n\n")
                .append("The versions are those that the tests run against. A client that is not listed here is left")
                .append(" alone, as is a version\nwithout the methods below. So is an object of an application's own")
                .append(" subclass, in a method that the subclass overrides: its\ncode would run twice.\n\n")
                .append("Of databases there is more to know: [URLs, transactions, and a driver that is not in the")
                .append(" list](jdbc.md).\n\n");
        table("Client", false);
        out.append("\nWhere deadlines come in:\n\n");
        table("Server", true);
        for (InstrumentationModule module : modules) {
            section(module);
        }
        return out.toString();
    }

    private void table(String kind, boolean inbound) {
        row(kind, "Versions", "Java");
        out.append("|---|---|---|\n");
        for (InstrumentationModule module : modules) {
            if (module.isInbound() == inbound) {
                row(module.name(), module.versions(), module.minimumJava() + " and later");
            }
        }
    }

    private void row(String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void section(InstrumentationModule module) {
        out.append("\n## ").append(module.name()).append("\n\n");
        for (String limit : module.limits()) {
            out.append("- ").append(limit).append('\n');
        }
        out.append(module.limits().isEmpty() ? "" : "\n").append("Asked at the entry of:\n\n");
        methodsByClass(module)
                .forEach((className, methods) -> out.append("- `")
                        .append(className)
                        .append("`: ")
                        .append("`" + String.join("`, `", methods) + "`")
                        .append('\n'));
    }

    private static Map<String, Set<String>> methodsByClass(InstrumentationModule module) {
        Map<String, Set<String>> methods = new LinkedHashMap<>();
        List<JoinPoint> joinPoints = new ArrayList<>(module.joinPoints());
        joinPoints.addAll(module.joinPointsAcrossExecutors());
        for (JoinPoint joinPoint : joinPoints) {
            methods.computeIfAbsent(joinPoint.className(), key -> new LinkedHashSet<>())
                    .add(joinPoint.methodName());
        }
        return methods;
    }
}
