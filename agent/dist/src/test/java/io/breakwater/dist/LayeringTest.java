package io.breakwater.dist;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.breakwater.extension.InstrumentationModule;
import java.util.concurrent.ThreadLocalRandom;

/** The walls between class loaders and modules; {@code docs/ARCHITECTURE.md} draws them. */
@AnalyzeClasses(packages = "io.breakwater", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule premain_depends_on_nothing = classes()
            .that()
            .resideInAPackage("io.breakwater.premain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.breakwater.premain..",
                    "java.io",
                    "java.lang",
                    "java.lang.instrument",
                    "java.lang.reflect",
                    "java.net",
                    "java.security",
                    "java.util",
                    "java.util.zip",
                    "org.jspecify..")
            .because("it runs before the application, in its loader; logging, nio.file and JMX are the application's to"
                    + " start");

    @ArchTest
    static final ArchRule engine_knows_policies_only = classes()
            .that()
            .resideInAPackage("io.breakwater.engine..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.breakwater.engine..",
                    "java.lang..",
                    "java.io",
                    "java.util..",
                    "com.github.benmanes.caffeine..",
                    "org.jspecify..")
            .because("no HTTP, no JDBC, no bytecode: an adapter translates");

    @ArchTest
    static final ArchRule engine_has_no_clock_of_its_own = noClasses()
            .that()
            .resideInAPackage("io.breakwater.engine..")
            .and()
            .resideOutsideOfPackage("io.breakwater.engine.time")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocalRandom.class)
            .because("time, waiting and chance are arguments, or no test can hold them still");

    @ArchTest
    static final ArchRule config_knows_the_engine_only = noClasses()
            .that()
            .resideInAPackage("io.breakwater.config..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.breakwater..")
                    .and(not(resideInAPackage("io.breakwater.config..")))
                    .and(not(resideInAPackage("io.breakwater.engine.."))))
            .because("engine <- config <- tooling");

    @ArchTest
    static final ArchRule telemetry_knows_the_engine_only = noClasses()
            .that()
            .resideInAPackage("io.breakwater.telemetry..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.breakwater..")
                    .and(not(resideInAPackage("io.breakwater.telemetry..")))
                    .and(not(resideInAPackage("io.breakwater.engine.."))))
            .because("engine <- telemetry <- tooling");

    @ArchTest
    static final ArchRule opentelemetry_is_for_what_binds_to_it_and_what_exports = noClasses()
            .that()
            .resideInAPackage("io.breakwater..")
            .and()
            .resideOutsideOfPackages(
                    "io.breakwater.telemetry.tracing.otel",
                    "io.breakwater.telemetry.metrics.otel",
                    "io.breakwater.telemetry.tracing.export",
                    "io.breakwater.telemetry.metrics.export",
                    "io.breakwater.telemetry.export")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.opentelemetry..", "zipkin2..")
            .because("some bind to the application's, and the others are loaded by the exporting threads");

    @ArchTest
    static final ArchRule extension_knows_the_engine_only = noClasses()
            .that()
            .resideInAPackage("io.breakwater.extension..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.breakwater..")
                    .and(not(resideInAPackage("io.breakwater.extension..")))
                    .and(not(resideInAPackage("io.breakwater.engine.."))))
            .because("instrumentations compile against it");

    @ArchTest
    static final ArchRule tooling_knows_no_instrumentation = noClasses()
            .that()
            .resideInAPackage("io.breakwater.tooling..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.breakwater.instrumentation..")
            .because("adding a client is one package and one service line");

    @ArchTest
    static final ArchRule instrumentations_see_extension_and_engine_only = noClasses()
            .that()
            .resideInAPackage("io.breakwater.instrumentation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.breakwater.premain..",
                    "io.breakwater.config..",
                    "io.breakwater.telemetry..",
                    "io.breakwater.tooling..",
                    "com.github.benmanes.caffeine..",
                    "org.yaml..",
                    "picocli..",
                    "com.google.gson..",
                    "net.bytebuddy..")
            .because("adapters live in the application's world: our libraries are not visible there");

    @ArchTest
    static final ArchRule instrumentations_do_not_see_each_other = slices().matching(
                    "io.breakwater.instrumentation.(*)..")
            .should()
            .notDependOnEachOther()
            .because("one package per client, and none has to be read to understand another");

    @ArchTest
    static final ArchRule modules_name_adapters_as_strings = classes()
            .that(assignableTo(InstrumentationModule.class).and(resideInAPackage("io.breakwater.instrumentation..")))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang",
                    "java.util..",
                    "io.breakwater.engine.database",
                    "io.breakwater.extension",
                    "io.breakwater.instrumentation.jdbc.driver",
                    "org.jspecify..")
            .because("a module is loaded on every Java version, also where its client or a newer Java is missing");

    @ArchTest
    static final ArchRule driver_facts_are_names_alone = classes()
            .that()
            .resideInAPackage("io.breakwater.instrumentation.jdbc.driver")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang",
                    "java.util..",
                    "io.breakwater.engine.database",
                    "io.breakwater.instrumentation.jdbc.driver",
                    "org.jspecify..")
            .because("the module that names the join points is made from them");

    @ArchTest
    static final ArchRule the_bridge_is_for_tooling = noClasses()
            .that()
            .resideOutsideOfPackages("io.breakwater.tooling", "java.lang")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.BreakwaterBridge")
            .because("it is a hole in the wall, and one is enough");

    @ArchTest
    static final ArchRule no_cycles_between_modules =
            slices().matching("io.breakwater.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule no_cycles_between_policies =
            slices().matching("io.breakwater.engine.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule times_carry_their_unit = fields().that()
            .areNotStatic()
            .and()
            .haveRawType(long.class)
            .should()
            .haveNameNotMatching("(?i).*(timeout|delay|wait|duration)$")
            .because("5 what?");
}
