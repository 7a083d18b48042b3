package io.breakwater.tooling.page;

import com.google.gson.stream.JsonWriter;
import io.breakwater.telemetry.history.Curve;
import io.breakwater.telemetry.history.History;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;

/**
 * The curves of one destination: {@code newestAt}, when the last second was, and for each curve a value per second, oldest
 * first, {@code null} where nothing was measured.
 */
final class HistoryJson {
    private HistoryJson() {}

    /** @param nowMillis since the epoch, of about the last sample */
    static String of(History history, String destination, long nowMillis) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            long newest = history.newestSecond();
            long oldest = history.oldestSecond();
            json.beginObject();
            json.name("destination").value(destination);
            json.name("newestAt").value(Instant.ofEpochMilli(nowMillis).toString());
            json.name("curves").beginObject();
            for (Curve curve : Curve.values()) {
                json.name(curve.word()).beginArray();
                for (float value : history.values(destination, curve, oldest, newest)) {
                    write(json, value);
                }
                json.endArray();
            }
            json.endObject();
            json.endObject();
        }
        return text.toString();
    }

    private static void write(JsonWriter json, float value) throws IOException {
        if (Float.isNaN(value)) {
            json.nullValue();
        } else if (value == (long) value) {
            json.value((long) value);
        } else {
            json.value(Math.round(value * 100.0) / 100.0);
        }
    }
}
