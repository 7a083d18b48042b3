package io.breakwater.extension.http;

import java.util.List;

/**
 * The headers of one exchange, just before it is sent: in an object of ours or of the client's, never the application's.
 * Names in any case.
 *
 * <p>Thread-safety: confined to the thread that sends.
 */
public interface RequestHeaders {

    /** The values of all lines of that name, in their order; empty if there is none. */
    List<String> values(String name);

    /** In the place of all lines of that name. */
    void set(String name, String value);

    /** All lines of that name. */
    void remove(String name);
}
