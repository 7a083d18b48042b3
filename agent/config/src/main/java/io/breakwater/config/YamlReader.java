package io.breakwater.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Builds values from the events of the YAML parser. It works on events and not on nodes, because the resolver of the
 * node level compiles a dozen regular expressions and guesses types, and neither is wanted.
 *
 * <p>Aliases share the value that they name, so that no file can grow in memory; their number is limited all the same,
 * because whoever walks the values walks a shared one again. Thread-safety: confined to one thread. Errors: none are
 * thrown.
 */
final class YamlReader {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_ALIASES = 100;

    private final String file;
    private final Problems problems;
    private final ParserImpl parser;
    private final Map<String, ConfigValue> anchors = new HashMap<>();
    private int aliases;

    private YamlReader(String file, String text, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
    }

    /** The document's value, or null if it cannot be read. Even a value may come with problems. */
    static @Nullable ConfigValue read(String file, String text, Problems problems) {
        try {
            return new YamlReader(file, text, problems).document();
        } catch (Refusal e) {
            return null;
        } catch (MarkedYAMLException e) {
            YamlFault.report(file, text, e, problems);
            return null;
        } catch (ReaderException e) {
            Origin origin = ConfigFile.at(file, text, Math.min(e.getPosition(), text.length()));
            String value = "the character U+"
                    + Integer.toHexString(0x10000 | e.getCodePoint()).substring(1);
            problems.add(origin, "", value, "printable text", "Remove the character");
            return null;
        }
    }

    private @Nullable ConfigValue document() {
        next(); // the start of the stream
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            problems.add(Origin.inFile(file, 1, 1), "", "empty", "a configuration", "Begin with the line: version: 1");
            return null;
        }
        next(); // the start of the document
        ConfigValue value = value(next(), "", 0);
        next(); // the end of the document
        if (!parser.checkEvent(Event.ID.StreamEnd)) {
            Origin place = origin(parser.peekEvent().getStartMark());
            problems.add(place, "", "a second document", "one document", "Remove the line --- and what follows it");
            return null;
        }
        return value;
    }

    private Event next() {
        return parser.getEvent();
    }

    private ConfigValue value(Event event, String path, int depth) {
        Origin origin = origin(event.getStartMark());
        if (depth > MAX_DEPTH) {
            throw refusal(origin, path, "nested too deep", "at most " + MAX_DEPTH + " levels", "");
        }
        if (event instanceof AliasEvent) {
            return alias((AliasEvent) event, origin, path);
        }
        ConfigValue value = contents(event, origin, path, depth);
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            anchors.put(anchor, value);
        }
        return value;
    }

    private ConfigValue contents(Event event, Origin origin, String path, int depth) {
        if (event instanceof ScalarEvent) {
            ScalarEvent scalar = (ScalarEvent) event;
            refuseTag(scalar.getTag(), origin, path);
            boolean plain = scalar.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN;
            return ConfigValue.scalar(origin, scalar.getValue(), plain);
        }
        if (event instanceof SequenceStartEvent) {
            refuseTag(((SequenceStartEvent) event).getTag(), origin, path);
            List<ConfigValue> items = new ArrayList<>();
            for (Event item = next(); !item.is(Event.ID.SequenceEnd); item = next()) {
                items.add(value(item, path + "[" + items.size() + "]", depth + 1));
            }
            return ConfigValue.list(origin, items);
        }
        refuseTag(((MappingStartEvent) event).getTag(), origin, path);
        return map(origin, path, depth);
    }

    private ConfigValue map(Origin origin, String path, int depth) {
        Map<String, ConfigValue.Entry> entries = new LinkedHashMap<>();
        for (Event event = next(); !event.is(Event.ID.MappingEnd); event = next()) {
            Origin keyOrigin = origin(event.getStartMark());
            if (!(event instanceof ScalarEvent)) {
                throw refusal(keyOrigin, path, "a key that is no word", "a word as key", QUOTE_OR_REMOVE);
            }
            String key = ((ScalarEvent) event).getValue();
            String keyPath = path.isEmpty() ? key : path + "." + key;
            ConfigValue.Entry entry = new ConfigValue.Entry(keyOrigin, value(next(), keyPath, depth + 1));
            ConfigValue.Entry earlier = entries.putIfAbsent(key, entry);
            if (earlier != null) {
                String first = earlier.keyOrigin().brief();
                problems.add(keyOrigin, keyPath, "twice", "once", "Merge it with the one at " + first);
            }
        }
        return ConfigValue.map(origin, entries);
    }

    private ConfigValue alias(AliasEvent event, Origin origin, String path) {
        ConfigValue value = anchors.get(event.getAnchor());
        if (value == null) {
            String shown = "*" + event.getAnchor();
            throw refusal(origin, path, shown, "an anchor that stands before", YamlFault.quoted(shown));
        }
        aliases++;
        if (aliases > MAX_ALIASES) {
            throw refusal(origin, path, "too many aliases", "at most " + MAX_ALIASES, "Put what is shared in defaults");
        }
        return value;
    }

    private void refuseTag(@Nullable String tag, Origin origin, String path) {
        if (tag != null) {
            problems.add(origin, path, tag, "no tag", "Remove the tag");
        }
    }

    private Refusal refusal(Origin origin, String path, String value, String expected, String wayOut) {
        problems.add(origin, path, value, expected, wayOut);
        return new Refusal();
    }

    private Origin origin(Mark mark) {
        return Origin.inFile(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static final String QUOTE_OR_REMOVE = "Write key: value, and quote what starts with * { or [";

    /** Ends the reading; the problem is reported already. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refusal() {
            super(null, null, false, false);
        }
    }
}
