package io.breakwater.smoke;

import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.IsolatedJars;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An unchanged program and a real database. */
class DatabaseIT {
    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#all")
    void calls_of_postgresql_that_no_policy_names_are_left_alone(Jdk jdk) throws Exception {
        query(jdk, DriverVersion.POSTGRESQL_42_7, "select 1", "select nothing")
                .printed("1", "org.postgresql.util.PSQLException 42703")
                .quietly();
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#all")
    void calls_of_mariadb_that_no_policy_names_are_left_alone(Jdk jdk) throws Exception {
        query(jdk, DriverVersion.MARIADB_3_5, "select 1", "select nothing")
                .printed("1", "java.sql.SQLSyntaxErrorException 42S22")
                .quietly();
    }

    private static AgentJvm.Ended query(Jdk jdk, DriverVersion driver, String first, String second) throws Exception {
        Path[] jars = IsolatedJars.in(driver.directory()).toArray(new Path[0]);
        return AgentJvm.on(jdk)
                .agent()
                .classPath(jars)
                .run("Query", driver.url(), driver.server().user(), first, second);
    }
}
