package io.breakwater.config;

import io.breakwater.config.match.HostPattern;
import io.breakwater.config.match.PatternException;
import org.jspecify.annotations.Nullable;

/** A list of addresses and networks that requests come from; names do not come with a request. Thread-safety: immutable. */
final class SourcesType extends WordsType {
    SourcesType() {
        super(Form.ANY_LIST);
    }

    @Override
    @Nullable
    String element(Cursor cursor, String text) {
        try {
            HostPattern pattern = HostPattern.parse(text);
            if (pattern.isOfAddresses()) {
                return pattern.toString();
            }
        } catch (PatternException noPattern) {
            // Nor an address.
        }
        cursor.refuse(expectedElement(), "Write 10.0.0.0/8, 192.0.2.7 or \"*\"");
        return null;
    }

    @Override
    Schema elementSchema() {
        return Schema.text(HostPattern.SCHEMA);
    }

    @Override
    String expectedElement() {
        return "addresses or networks such as 10.0.0.0/8, or \"*\"";
    }
}
