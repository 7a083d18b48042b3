package io.breakwater.tooling.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.breakwater.config.Explanation;
import io.breakwater.config.Explanation.Row;
import java.io.PrintWriter;
import java.util.List;

/** Prints an explanation for programs: all that {@link ExplanationTable} knows, under the same names. */
final class ExplanationJson {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private ExplanationJson() {}

    static void print(Explanation explanation, PrintWriter out) {
        JsonObject json = new JsonObject();
        json.addProperty("call", explanation.call());
        json.addProperty("host", explanation.host());
        json.addProperty("route", explanation.route());
        JsonArray outlook = new JsonArray();
        explanation.outlook().forEach(outlook::add);
        json.add("outlook", outlook);
        json.add("modes", rows(explanation.modes()));
        json.add("settings", rows(explanation.settings()));
        json.add("routes", rows(explanation.routes()));
        json.add("process", rows(explanation.process()));
        GSON.toJson(json, out);
        out.println();
    }

    private static JsonArray rows(List<Row> rows) {
        JsonArray array = new JsonArray();
        for (Row row : rows) {
            JsonObject entry = new JsonObject();
            entry.addProperty("name", row.name());
            entry.addProperty("value", row.value());
            entry.addProperty("from", row.from());
            array.add(entry);
        }
        return array;
    }
}
