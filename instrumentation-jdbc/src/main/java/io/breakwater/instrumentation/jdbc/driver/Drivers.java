package io.breakwater.instrumentation.jdbc.driver;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** All drivers that are known. Thread-safety: immutable. */
public final class Drivers {
    private static final List<DriverFacts> ALL = Collections.unmodifiableList(Arrays.asList(
            PostgreSqlDriver.FACTS,
            MySqlDriver.FACTS,
            MySql5Driver.FACTS,
            MariaDbDriver.FACTS,
            H2Driver.FACTS,
            SqliteDriver.FACTS,
            SqlServerDriver.FACTS,
            OracleDriver.FACTS,
            DerbyDriver.FACTS,
            Db2Driver.FACTS));

    private Drivers() {}

    public static List<DriverFacts> all() {
        return ALL;
    }

    /**
     * The driver to which the class of a join point belongs; where none is known, the configuration named it.
     *
     * @param detail of {@link NamedDriver}
     */
    public static DriverFacts of(String className, String detail) {
        for (DriverFacts facts : ALL) {
            if (facts.mentions(className)) {
                return facts;
            }
        }
        return NamedDriver.facts(detail);
    }
}
