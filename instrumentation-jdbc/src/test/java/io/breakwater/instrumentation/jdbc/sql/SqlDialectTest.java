package io.breakwater.instrumentation.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlDialectTest {
    @Test
    void a_product_of_a_url_has_its_dialect() {
        assertThat(SqlDialect.ofProduct("postgresql")).isSameAs(SqlDialect.POSTGRESQL);
        assertThat(SqlDialect.ofProduct("mysql")).isSameAs(SqlDialect.MYSQL);
        assertThat(SqlDialect.ofProduct("mariadb")).isSameAs(SqlDialect.MYSQL);
        assertThat(SqlDialect.ofProduct("sqlserver")).isSameAs(SqlDialect.SQLSERVER);
        assertThat(SqlDialect.ofProduct("oracle")).isSameAs(SqlDialect.ORACLE);
        assertThat(SqlDialect.ofProduct("h2")).isSameAs(SqlDialect.H2);
        assertThat(SqlDialect.ofProduct("derby")).isSameAs(SqlDialect.DERBY);
        assertThat(SqlDialect.ofProduct("sqlite")).isSameAs(SqlDialect.SQLITE);
    }

    @Test
    void another_product_has_none_that_is_known() {
        assertThat(SqlDialect.ofProduct("db2")).isSameAs(SqlDialect.UNKNOWN);
        assertThat(SqlDialect.ofProduct("")).isSameAs(SqlDialect.UNKNOWN);
    }
}
