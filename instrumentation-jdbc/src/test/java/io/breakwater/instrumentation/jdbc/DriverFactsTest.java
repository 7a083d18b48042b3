package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.extension.JoinPoint;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts;
import io.breakwater.instrumentation.jdbc.driver.Drivers;
import io.breakwater.instrumentation.jdbc.driver.ParameterMethod;
import io.breakwater.instrumentation.jdbc.driver.StatementMethod;
import io.breakwater.instrumentation.jdbc.kit.DriverClasses;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What we say of the drivers, held against their jars. */
class DriverFactsTest {

    /** What versions between those of the tests declare, looked up in their jars. */
    private static final List<String> IN_OTHER_VERSIONS = List.of(
            "org[.]postgresql[.]jdbc[.]PgStatement[.]executeLargeUpdate[(][)]J", // 42.2.0
            "org[.]mariadb[.]jdbc[.](Client|Server)PreparedStatement[.]execute(Large)?Batch.*", // 3.0.3
            "org[.]mariadb[.]jdbc[.]Driver[.]connect.*mariadb/jdbc/Connection;", // 3.5.9
            "oracle[.]jdbc[.]driver[.]OracleCallableStatement[.]executeUpdate[(][)]I", // 19.3
            "oracle[.]jdbc[.]pool[.]OracleDataSource[.]getConnection.*", // 19.3
            "com[.]ibm[.]db2[.]jcc[.]am[.]k[45nors][.].*", // 11.5.0, 11.5.9, 12.1.4
            "org[.]apache[.]derby[.]client[.].*", // derbyclient 10.14 and 10.16
            "org[.]apache[.]derby[.]jdbc[.]ClientDriver[.].*");

    /** Classes of drivers that hand on what they are asked to execute to another one of theirs, or refuse. */
    private static final Set<String> HANDS_ON = Set.of(
            "com.mysql.cj.jdbc.StatementWrapper",
            "com.mysql.cj.jdbc.PreparedStatementWrapper",
            "com.mysql.jdbc.jdbc2.optional.StatementWrapper",
            "com.mysql.jdbc.jdbc2.optional.PreparedStatementWrapper",
            "org.apache.derby.iapi.jdbc.BrokeredStatement",
            "org.apache.derby.iapi.jdbc.BrokeredPreparedStatement",
            "org.apache.derby.vti.UpdatableVTITemplate",
            "org.apache.derby.catalog.TriggerNewTransitionRows",
            "org.apache.derby.catalog.TriggerOldTransitionRows",
            "oracle.jdbc.driver.OracleStatementWrapper",
            "oracle.jdbc.driver.OraclePreparedStatementWrapper",
            "oracle.jdbc.driver.OracleClosedStatement",
            "oracle.jdbc.driver.OracleExecutingStatement",
            "oracle.jdbc.driver.T4CDirectPathPreparedStatement",
            "oracle.jdbc.driver.AbstractShardingStatement",
            "oracle.jdbc.driver.AbstractShardingPreparedStatement",
            "oracle.jdbc.driver.AbstractTrueCacheStatement",
            "oracle.jdbc.driver.AbstractTrueCachePreparedStatement",
            "com.ibm.db2.jcc.am.da",
            "com.ibm.db2.jcc.am.db",
            "com.ibm.db2.jcc.am.dd");

    @Test
    void every_join_point_exists_in_a_version_of_its_driver() {
        Set<String> declared = new TreeSet<>();
        for (DriverVersion version : DriverVersion.values()) {
            declared.addAll(DriverClasses.of(version).methods());
        }

        Set<String> absent = new JdbcModule()
                .joinPoints().stream()
                        // Not every class declares all ways to prepare, or to set a parameter.
                        .filter(joinPoint -> !joinPoint.methodName().matches("(prepare|set).*"))
                        .map(JoinPoint::toString)
                        .filter(joinPoint -> !declared.contains(joinPoint))
                        .filter(joinPoint -> IN_OTHER_VERSIONS.stream().noneMatch(joinPoint::matches))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(absent).isEmpty();
    }

    /** A text is executed by a statement that was not prepared: those that were refuse it, or hand it on to their own. */
    @ParameterizedTest
    @EnumSource
    void every_method_of_a_driver_that_executes_is_a_join_point(DriverVersion version) {
        Set<String> known =
                new JdbcModule().joinPoints().stream().map(JoinPoint::toString).collect(Collectors.toSet());
        DriverClasses classes = DriverClasses.of(version);

        Set<String> missing = classes.statementClasses().stream()
                .filter(name -> !HANDS_ON.contains(name) && !name.startsWith("oracle.jdbc.proxy."))
                .flatMap(name -> executing(classes, name))
                .filter(method -> !known.contains(method))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(missing).isEmpty();
    }

    /** Otherwise the driver's own override would be taken for one of the application's. */
    @ParameterizedTest
    @EnumSource
    void every_override_of_a_join_point_in_a_driver_lies_in_a_package_with_join_points(DriverVersion version) {
        Set<String> joinPoints =
                new JdbcModule().joinPoints().stream().map(JoinPoint::toString).collect(Collectors.toSet());
        Set<String> packages = new JdbcModule()
                .joinPoints().stream().map(each -> packageOf(each.className())).collect(Collectors.toSet());
        DriverClasses classes = DriverClasses.of(version);

        Set<String> outside = classes.methods().stream()
                .filter(method -> !packages.contains(packageOf(classOf(method))))
                // Is for procedures within the server.
                .filter(method -> !classOf(method).equals("com.ibm.db2.jcc.uw.DB2StoredProcDriver"))
                .filter(method -> classes.inheritedBy(classOf(method)).stream()
                        .anyMatch(type -> joinPoints.contains(
                                type + method.substring(classOf(method).length()))))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(outside).isEmpty();
    }

    /** Of {@code a.B.name(I)V}. */
    private static String classOf(String method) {
        return method.substring(0, method.lastIndexOf('.', method.indexOf('(')));
    }

    private static String packageOf(String className) {
        return className.substring(0, className.lastIndexOf('.') + 1);
    }

    private static Stream<String> executing(DriverClasses classes, String className) {
        return Arrays.stream(StatementMethod.values())
                .filter(method -> !method.takesText() || !classes.isPrepared(className))
                .map(method -> className + "." + method.methodName() + method.descriptor())
                .filter(classes.methods()::contains);
    }

    @Test
    void every_connection_prepares_at_a_join_point() {
        Set<String> declared = new TreeSet<>();
        for (DriverVersion version : DriverVersion.values()) {
            declared.addAll(DriverClasses.of(version).methods());
        }

        for (DriverFacts driver : Drivers.all()) {
            for (String connection : driver.connections()) {
                if (!connection.startsWith("org.apache.derby.client.")) {
                    assertThat(declared)
                            .as(connection)
                            .anyMatch(method -> method.startsWith(connection + ".prepareStatement(Ljava/lang/String;"));
                }
            }
        }
    }

    /**
     * Values apart, each way to give a prepared statement a parameter, of a driver whose statements are executed again; but
     * not {@code setParameter}, which takes what the others of MariaDB have made.
     */
    @ParameterizedTest
    @EnumSource
    void every_parameter_that_an_execution_may_use_up_is_seen(DriverVersion version) {
        Set<String> known =
                new JdbcModule().joinPoints().stream().map(JoinPoint::toString).collect(Collectors.toSet());
        DriverClasses classes = DriverClasses.of(version);

        Set<String> missing = classes.methods().stream()
                .filter(method -> method.matches(".*[.]set(?!Null|Parameter)[A-Za-z]*[(]IL.*"))
                .filter(method -> !method.matches(".*[(]IL(" + VALUES + ");.*"))
                .filter(method -> isExecutedAgain(classes, method.replaceFirst("[.][^.]*[(].*", "")))
                .filter(method -> !known.contains(method))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(missing).isEmpty();
    }

    private static final String VALUES =
            "java/lang/String|java/math/BigDecimal|java/math/BigInteger|java/util/(Date|Calendar)"
                    + "|java/sql/(Date|Time|Timestamp|Array|Ref|RowId)|java/net/URL";

    private static boolean isExecutedAgain(DriverClasses classes, String className) {
        return classes.isPrepared(className)
                && !HANDS_ON.contains(className)
                && Drivers.all().stream()
                        .filter(DriverFacts::keepsParameters)
                        .anyMatch(driver -> driver.parameters().stream().anyMatch(className::equals)
                                || driver.statements().containsKey(className));
    }

    @Test
    void every_class_declares_a_parameter_that_is_said_to() {
        Set<String> declared = new TreeSet<>();
        for (DriverVersion version : DriverVersion.values()) {
            declared.addAll(DriverClasses.of(version).methods());
        }

        for (DriverFacts driver : Drivers.all()) {
            for (String name : driver.parameters()) {
                assertThat(ParameterMethod.values())
                        .as(name)
                        .anyMatch(each -> declared.contains(name + "." + each.methodName() + each.descriptor()));
            }
        }
    }

    @Test
    void every_class_belongs_to_one_driver() {
        for (JoinPoint joinPoint : new JdbcModule().joinPoints()) {
            long owners = Drivers.all().stream()
                    .filter(driver -> mentions(driver, joinPoint.className()))
                    .count();

            assertThat(owners).as(joinPoint.className()).isOne();
        }
    }

    private static boolean mentions(DriverFacts driver, String className) {
        return driver.statements().containsKey(className)
                || driver.connections().contains(className)
                || driver.parameters().contains(className)
                || driver.drivers().containsKey(className)
                || driver.dataSources().containsKey(className);
    }
}
