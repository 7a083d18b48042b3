package io.breakwater.instrumentation.urlconnection;

import io.breakwater.extension.http.RequestHeaders;
import java.util.List;

/**
 * The lines of a request that is about to be written, which are copied as soon as one is changed: those of the connection
 * object stay as the application, and the JDK, made them. Thread-safety: confined to the thread of the call.
 */
final class ExchangeHeaders implements RequestHeaders {
    private final Object given;
    private Object lines;

    ExchangeHeaders(Object given) {
        this.given = given;
        this.lines = given;
    }

    /** What was given, if nothing was changed. */
    Object lines() {
        return lines;
    }

    @Override
    public List<String> values(String name) {
        return MessageHeaders.all(lines, name);
    }

    @Override
    public void set(String name, String value) {
        remove(name);
        MessageHeaders.add(lines, name, value);
    }

    @Override
    public void remove(String name) {
        if (lines == given) {
            lines = MessageHeaders.copy(given);
        }
        MessageHeaders.remove(lines, name);
    }
}
