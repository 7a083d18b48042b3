package io.breakwater.tooling.suggest;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;

/** Writes a suggestion for machines; {@code docs/suggest.md} says what is in it. Thread-safety: stateless. */
final class SuggestionJson {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private SuggestionJson() {}

    static String write(Suggestion suggestion) {
        JsonObject file = new JsonObject();
        file.add("head", texts(suggestion.head()));
        JsonArray hosts = new JsonArray();
        suggestion.hosts().forEach(host -> hosts.add(host(host)));
        file.add("hosts", hosts);
        file.add("leftOut", texts(suggestion.leftOut()));
        return GSON.toJson(file) + "\n";
    }

    private static JsonObject host(SuggestedHost host) {
        JsonObject json = new JsonObject();
        json.addProperty("match", host.match());
        json.addProperty("mode", host.mode().name().toLowerCase(Locale.ROOT));
        json.add("observed", texts(host.observed()));
        json.add("outcome", texts(host.outcome()));
        json.add("values", values(host.isDatabase() ? "jdbc" : "http", host.values()));
        JsonArray routes = new JsonArray();
        for (SuggestedRoute route : host.routes()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("method", route.method());
            entry.addProperty("path", route.path());
            entry.add("values", values("http", route.values()));
            routes.add(entry);
        }
        json.add("routes", routes);
        return json;
    }

    private static JsonArray values(String block, List<SuggestedValue> values) {
        JsonArray array = new JsonArray();
        for (SuggestedValue value : values) {
            JsonObject entry = new JsonObject();
            entry.addProperty("path", block + "." + value.block() + "." + value.key());
            entry.addProperty("value", value.value());
            entry.addProperty("reason", value.reason());
            entry.addProperty("inForce", value.inForce());
            array.add(entry);
        }
        return array;
    }

    private static JsonArray texts(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(text -> array.add(text.trim()));
        return array;
    }
}
