package io.breakwater.smoke.services;

import java.util.Collection;

/**
 * What a service writes of its work: a line for each event with the time of day (epoch milliseconds), the order's
 * number, and what happened.
 *
 * <p>Thread-safety: thread-safe.
 */
public final class Journal {
    private static final String NUMBER = "id=";

    private Journal() {}

    /** The service can be asked at this port. */
    public static void ready(int port) {
        write("-", "ready " + port);
    }

    /** An order has come, with these headers; several lines of one are written with bars between them. */
    public static void received(String query, Headers headers) {
        write(
                query,
                "received deadline=" + text(headers, "x-envoy-expected-rq-timeout-ms")
                        + " attempt=" + text(headers, "x-envoy-attempt-count")
                        + " trace=" + text(headers, "traceparent")
                        + " baggage=" + text(headers, "baggage"));
    }

    /** Somebody is asked: the next service, or the database. */
    public static void calls(String query, String whom) {
        write(query, "calls " + whom);
    }

    /** Whoever was asked has answered so, or has not. */
    public static void called(String query, String whom, Object outcome) {
        write(query, "called " + whom + " " + (outcome instanceof Throwable ? text((Throwable) outcome) : outcome));
    }

    /** The order is answered with this status. */
    public static void answers(String query, int status) {
        write(query, "answers " + status);
    }

    private static String text(Headers headers, String name) {
        Collection<String> lines = headers.all(name);
        return lines.isEmpty() ? "-" : String.join("|", lines);
    }

    private static String text(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.getClass().getSimpleName());
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            text.append(" <- ").append(cause.getClass().getSimpleName());
        }
        return text.toString();
    }

    private static void write(String query, String event) {
        String line = System.currentTimeMillis() + " " + number(query) + " " + event + "\n";
        // In one piece, whoever writes at the same time.
        System.out.print(line);
        System.out.flush();
    }

    private static String number(String query) {
        int start = query.indexOf(NUMBER);
        if (start < 0) {
            return "-";
        }
        int end = query.indexOf('&', start);
        return query.substring(start + NUMBER.length(), end < 0 ? query.length() : end);
    }
}
