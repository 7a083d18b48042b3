package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.database.DriverLimits;
import io.breakwater.engine.database.DriverLimits.Grain;
import io.breakwater.engine.database.DriverLimits.Repeats;
import io.breakwater.engine.database.KnownProduct;
import io.breakwater.instrumentation.jdbc.driver.DataSourceFacts;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts.NetworkLimit;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts.QueryLimit;
import io.breakwater.instrumentation.jdbc.driver.Drivers;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty;
import io.breakwater.instrumentation.jdbc.driver.LoginProperty.Limit;
import io.breakwater.instrumentation.jdbc.driver.NamedDriver;
import io.breakwater.instrumentation.jdbc.kit.DriverClasses;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.sql.SqlDialect;
import io.breakwater.instrumentation.jdbc.sql.StatementClassifier;
import io.breakwater.instrumentation.jdbc.sql.StatementKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code explain} and {@code check} say of the drivers, held against what the adapters do with them. */
class KnownProductsTest {
    private static final long ODD_NANOS = 1_500_000_000L;

    static Stream<Arguments> drivers() {
        DriverFacts named = NamedDriver.facts(new io.breakwater.engine.database.DriverClasses(
                Collections.emptyList(), Collections.emptyList(), Collections.emptyList(), Collections.emptyList()));
        return Stream.concat(
                Drivers.all().stream()
                        .map(facts -> Arguments.of(facts, productOf(facts).limits())),
                Stream.of(Arguments.of(named, DriverLimits.UNKNOWN)));
    }

    private static KnownProduct productOf(DriverFacts facts) {
        Set<KnownProduct> products = facts.drivers().keySet().stream()
                .map(KnownProduct::ofDriver)
                .filter(product -> product != null)
                .collect(Collectors.toSet());
        assertThat(products).as(facts.name()).hasSize(1);
        return products.iterator().next();
    }

    @Test
    void every_driver_is_that_of_a_product_and_every_product_has_one() {
        Set<KnownProduct> products = new TreeSet<>();
        for (DriverFacts facts : Drivers.all()) {
            KnownProduct product = productOf(facts);
            products.add(product);
            assertThat(product.drivers()).containsAll(facts.drivers().keySet());
            assertThat(facts.name()).startsWith(product.title());
        }

        assertThat(products).containsExactly(KnownProduct.values());
    }

    /** What the table has besides the classes that declare how to connect, inherits it from one of these. */
    @ParameterizedTest
    @EnumSource(KnownProduct.class)
    void every_class_of_a_product_connects_at_a_join_point(KnownProduct product) {
        List<String> others = new ArrayList<>(product.drivers());
        Drivers.all().forEach(facts -> others.removeAll(facts.drivers().keySet()));

        Set<String> inherit = new TreeSet<>();
        for (DriverVersion version : DriverVersion.values()) {
            DriverClasses classes = DriverClasses.of(version);
            others.stream()
                    .filter(name -> classes.superclassesOf(name).stream().anyMatch(product.drivers()::contains))
                    .forEach(inherit::add);
        }

        assertThat(inherit).containsExactlyInAnyOrderElementsOf(others);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void a_limit_is_told_to_the_driver_as_it_is_said(DriverFacts facts, DriverLimits said) {
        assertThat(said.connect()).isEqualTo(grain(facts, limit -> limit == Limit.CONNECT || limit == Limit.WHOLE));
        assertThat(said.login()).isEqualTo(grain(facts, limit -> limit == Limit.LOGIN || limit == Limit.WHOLE));
        assertThat(said.isOneForBoth())
                .isEqualTo(facts.loginProperties().stream().anyMatch(property -> property.limit() == Limit.WHOLE));
        assertThat(said.isLoginForOneServer()).isEqualTo(logins(facts).anyMatch(LoginProperty::isForOneServer));
        assertThat(said.isLoginBySocket()).isEqualTo(logins(facts).anyMatch(LoginProperty::isTakenBack));
        assertThat(said.isLoginOfDataSource())
                .isEqualTo(facts.dataSources().values().stream()
                        .anyMatch(each -> each.defaultLoginSeconds() != DataSourceFacts.NO_LOGIN_TIMEOUT));
    }

    private static Stream<LoginProperty> logins(DriverFacts facts) {
        return facts.loginProperties().stream().filter(property -> property.limit() == Limit.LOGIN);
    }

    private static Grain grain(DriverFacts facts, Predicate<Limit> which) {
        Set<Grain> grains = facts.loginProperties().stream()
                .filter(property -> which.test(property.limit()))
                .map(property -> property.nanosOf(property.valueOf(ODD_NANOS)))
                .map(told -> told == Grain.MILLIS.told(ODD_NANOS) ? Grain.MILLIS : Grain.SECONDS)
                .collect(Collectors.toSet());
        assertThat(grains).hasSizeLessThan(2);
        return grains.isEmpty() ? Grain.NONE : grains.iterator().next();
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void a_statement_is_limited_as_it_is_said(DriverFacts facts, DriverLimits said) {
        Grain query = facts.millisClass() != null ? Grain.MILLIS : Grain.SECONDS;

        assertThat(said.query()).isEqualTo(facts.queryLimit() == QueryLimit.NONE ? Grain.NONE : query);
        assertThat(said.endsSilence()).isEqualTo(facts.networkLimit() != NetworkLimit.NONE);
        assertThat(said.isTimedByServer()).isEqualTo(facts.isTimedByServer());
    }

    @ParameterizedTest
    @EnumSource(KnownProduct.class)
    void a_pure_read_is_repeated_as_it_is_said(KnownProduct product) {
        SqlDialect dialect = SqlDialect.ofProduct(product.word());
        boolean isProven = StatementClassifier.classify(dialect, "select a from t") == StatementKind.SELECT;
        boolean keepsParameters = Drivers.all().stream()
                .filter(facts -> productOf(facts) == product)
                .allMatch(DriverFacts::keepsParameters);

        assertThat(product.limits().repeats())
                .isEqualTo(!isProven ? Repeats.NOTHING : keepsParameters ? Repeats.PREPARED : Repeats.TEXTS);
    }

    @Test
    void of_a_driver_that_is_named_no_read_is_proven() {
        assertThat(StatementClassifier.classify(SqlDialect.UNKNOWN, "select a from t"))
                .isNotEqualTo(StatementKind.SELECT);
        assertThat(DriverLimits.UNKNOWN.repeats()).isEqualTo(Repeats.NOTHING);
    }
}
