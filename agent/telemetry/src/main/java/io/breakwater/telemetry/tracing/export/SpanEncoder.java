package io.breakwater.telemetry.tracing.export;

import java.io.IOException;
import java.util.List;

/** Turns spans into the body of a request. Thread-safety: confined to the exporting thread. */
interface SpanEncoder {
    String contentType();

    byte[] encode(List<RecordedSpan> spans) throws IOException;
}
