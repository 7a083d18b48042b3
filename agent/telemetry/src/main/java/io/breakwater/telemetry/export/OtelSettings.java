package io.breakwater.telemetry.export;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's standard settings: the property {@code otel.service.name}, else the variable {@code OTEL_SERVICE_NAME},
 * and so on. What is blank is not set.
 *
 * <p>Thread-safety: immutable, if the maps are. Errors: a number that is none is as good as none.
 */
public final class OtelSettings {
    private static final Pattern COMMA = Pattern.compile(",");

    private final Map<String, String> environment;
    private final Map<String, String> properties;

    public OtelSettings(Map<String, String> environment, Map<String, String> properties) {
        this.environment = environment;
        this.properties = properties;
    }

    /** @param property as {@code otel.service.name} */
    public @Nullable String text(String property) {
        String value = properties.get(property);
        if (value == null || value.trim().isEmpty()) {
            value = environment.get(property.replace('.', '_').toUpperCase(Locale.ROOT));
        }
        return value == null || value.trim().isEmpty() ? null : value.trim();
    }

    public String text(String property, String otherwise) {
        String value = text(property);
        return value == null ? otherwise : value;
    }

    /** The more specific one goes first. */
    public @Nullable String firstText(String property, String other) {
        String value = text(property);
        return value == null ? text(other) : value;
    }

    public boolean isTrue(String property) {
        return "true".equalsIgnoreCase(text(property));
    }

    /** A positive number, bounded. */
    public int number(String property, int otherwise, int most) {
        String value = text(property);
        try {
            int number = value == null ? otherwise : Integer.parseInt(value);
            return number > 0 ? Math.min(number, most) : otherwise;
        } catch (NumberFormatException noNumber) {
            return otherwise;
        }
    }

    /** What is between the commas, without spaces around it. */
    public static List<String> list(@Nullable String text) {
        return text == null
                ? Collections.emptyList()
                : COMMA.splitAsStream(text).map(String::trim).collect(Collectors.toList());
    }

    /** A list as {@code key=value,key2=value2}, whose values may be percent-encoded. */
    public static Map<String, String> pairs(@Nullable String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : list(text)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(
                        pair.substring(0, equals).trim(),
                        decoded(pair.substring(equals + 1).trim()));
            }
        }
        return pairs;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), "UTF-8");
        } catch (IllegalArgumentException | UnsupportedEncodingException asItStands) {
            return value;
        }
    }
}
