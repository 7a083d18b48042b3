package io.breakwater.instrumentation.jdbc.matrix;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pools have a lot to say of faults. */
final class Silence {
    /** Held, because a logger that nobody holds forgets its level. */
    private static final List<Logger> LOGGERS = Stream.of(
                    "com.alibaba.druid",
                    "com.mchange",
                    "org.apache.tomcat",
                    "com.mysql",
                    "MySQL",
                    "org.mariadb",
                    "org.postgresql")
            .map(Logger::getLogger)
            .collect(Collectors.toList());

    private Silence() {}

    static void spread() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
