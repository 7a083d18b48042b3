package io.breakwater.instrumentation.jdbc.driver;

import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.ofStatement;

import io.breakwater.engine.database.DriverClasses;
import java.util.EnumSet;

/**
 * A driver that the configuration names: nothing is relied on but what JDBC says of every driver, and of that only what
 * drivers are known to do. Many have no network timeout, or throw when they are asked for one.
 *
 * <p>Thread-safety: stateless.
 */
public final class NamedDriver {
    private static final String NAME = "named";

    private NamedDriver() {}

    public static DriverFacts facts(DriverClasses classes) {
        DriverFacts.Builder facts = DriverFacts.of(NAME);
        for (String className : classes.drivers()) {
            facts.driver(className);
        }
        for (String className : classes.connections()) {
            facts.connection(className);
        }
        for (String className : classes.statements()) {
            facts.statement(className, ofStatement());
        }
        for (String className : classes.preparedStatements()) {
            facts.statement(className, EnumSet.allOf(StatementMethod.class));
        }
        return facts.build();
    }

    /** What a join point tells its adapter of the driver, which is all that it needs of the classes: its connections. */
    public static String detail(DriverClasses classes) {
        return String.join(",", classes.connections());
    }

    static DriverFacts facts(String detail) {
        DriverFacts.Builder facts = DriverFacts.of(NAME);
        for (String className : detail.split(",", -1)) {
            if (!className.isEmpty()) {
                facts.connection(className);
            }
        }
        return facts.build();
    }
}
