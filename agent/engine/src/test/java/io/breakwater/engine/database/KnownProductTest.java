package io.breakwater.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.database.DriverLimits.Grain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownProductTest {

    @ParameterizedTest
    @EnumSource(KnownProduct.class)
    void the_example_of_a_product_is_a_database_of_it_in_normal_form(KnownProduct product) {
        DatabaseUrl url = DatabaseUrl.parse(product.example());

        assertThat(url).hasToString(product.example());
        assertThat(url.product()).isEqualTo(product.word());
        assertThat(url.namesDatabase()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql, POSTGRESQL",
        "mysql, MYSQL",
        "mysql+srv, MYSQL",
        "sqlserver, SQLSERVER",
        "db2, DB2",
        "ids, DB2",
    })
    void a_product_is_known_by_the_words_that_its_driver_takes(String word, KnownProduct product) {
        assertThat(KnownProduct.of(word)).isEqualTo(product);
        assertThat(KnownProduct.meantBy(word)).isEqualTo(product);
    }

    @ParameterizedTest
    @CsvSource({"postgres, POSTGRESQL", "mssql, SQLSERVER"})
    void a_word_of_other_programs_is_understood_and_is_no_product(String word, KnownProduct meant) {
        assertThat(KnownProduct.of(word)).isNull();
        assertThat(KnownProduct.meantBy(word)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redshift", "yugabytedb", "hsqldb", "unknown", "", "PostgreSQL"})
    void other_words_are_of_no_known_product(String word) {
        assertThat(KnownProduct.meantBy(word)).isNull();
    }

    @Test
    void a_driver_belongs_to_one_product() {
        List<String> drivers = new ArrayList<>();
        for (KnownProduct product : KnownProduct.values()) {
            drivers.addAll(product.drivers());
            for (String driver : product.drivers()) {
                assertThat(KnownProduct.ofDriver(driver)).isEqualTo(product);
            }
        }

        assertThat(drivers).doesNotHaveDuplicates();
        assertThat(KnownProduct.ofDriver("com.example.Driver")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "SECONDS, 1, 1000",
        "SECONDS, 1000, 1000",
        "SECONDS, 1001, 2000",
        "SECONDS, 90000000, 86400000",
        "MILLIS, 1, 1",
        "MILLIS, 1001, 1001",
        "MILLIS, 90000000, 86400000",
    })
    void a_limit_is_rounded_up_to_the_unit_of_the_driver_and_is_a_day_at_most(Grain grain, long millis, long told) {
        assertThat(grain.told(millis * 1_000_000)).isEqualTo(told * 1_000_000);
    }
}
