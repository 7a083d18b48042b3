package io.breakwater.smoke.operate;

import io.breakwater.smoke.chain.Customer;
import java.util.List;
import java.util.Locale;

/** What the customers got in a stretch of time. Thread-safety: immutable. */
final class Period {
    private static final int OK = 200;

    final int orders;
    final int failed;
    final long longestMillis;

    Period(List<Customer.Answer> answers) {
        orders = answers.size();
        failed = (int) answers.stream().filter(answer -> answer.status() != OK).count();
        longestMillis =
                answers.stream().mapToLong(Customer.Answer::millis).max().orElse(0);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d orders, %d of them failed, the longest took %.1f s",
                orders,
                failed,
                longestMillis / 1000.0);
    }
}
