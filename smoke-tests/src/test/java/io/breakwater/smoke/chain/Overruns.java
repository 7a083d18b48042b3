package io.breakwater.smoke.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/**
 * How long each process of a chain worked on orders whose deadline passed, in milliseconds from the moment at which the shop
 * had received the order: from time stamps of the services, and for the database from what it says itself. Orders
 * are sent until three were within all bounds, up to twelve: a machine that is busy with something else shows in some of them,
 * and an overrun of ours in each.
 */
final class Overruns {
    /** What HTTP calls may take longer than the deadline. */
    static final long HTTP_MILLIS = 50;

    /** What statements of PostgreSQL's driver may. */
    static final long DATABASE_MILLIS = 100;

    private static final long ANSWER_MILLIS = 100;
    private static final int ENOUGH = 3;
    private static final int MOST_ORDERS = 12;

    private final long deadlineMillis;
    private final List<Long> answers = new ArrayList<>();
    private final List<Long> shop = new ArrayList<>();
    private final List<Long> orders = new ArrayList<>();
    private final List<Long> stock = new ArrayList<>();
    private final List<Long> database = new ArrayList<>();
    private final List<Integer> statuses = new ArrayList<>();

    private Overruns(long deadlineMillis) {
        this.deadlineMillis = deadlineMillis;
    }

    /** Orders one after the other, each until the database sleeps no more. */
    static Overruns of(Chain chain, String query, long deadlineMillis, String... headers) throws Exception {
        Overruns overruns = new Overruns(deadlineMillis);
        try (SleepingQueries queries = SleepingQueries.open()) {
            for (int i = 0; i < MOST_ORDERS && overruns.within() < ENOUGH; i++) {
                overruns.play(chain, queries, query, headers);
            }
        }
        return overruns;
    }

    private void play(Chain chain, SleepingQueries queries, String query, String... headers) throws Exception {
        CompletableFuture<Customer.Answer> running = CompletableFuture.supplyAsync(() -> {
            try {
                return new Customer(chain).order(query, headers);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        assertThat(queries.await(1, 10)).as("the database sleeps").isPositive();
        long woken = queries.await(0, 30);
        Customer.Answer answer = running.get();
        long start = chain.shop().await(answer.order(), "received ").millis();
        answers.add(answer.millis());
        statuses.add(answer.status());
        shop.add(ended(chain.shop(), answer, start));
        orders.add(ended(chain.orders(), answer, start));
        stock.add(ended(chain.stock(), answer, start));
        database.add(woken - start);
        assertThat(queries.count()).as("statements that sleep on").isZero();
    }

    private static long ended(Service service, Customer.Answer answer, long startMillis) throws Exception {
        return service.awaitEnd(answer.order()) - startMillis;
    }

    /** Into the log of the build. */
    void print(String title) {
        System.out.printf(
                "%s, %d ms: answered after %s, ended: shop %s, orders %s, stock %s, database %s%n",
                title, deadlineMillis, answers, shop, orders, stock, database);
    }

    /** How many orders were within the stated bounds. */
    private long within() {
        return IntStream.range(0, answers.size())
                .filter(i -> answers.get(i) <= deadlineMillis + ANSWER_MILLIS
                        && shop.get(i) <= deadlineMillis + HTTP_MILLIS
                        && orders.get(i) <= deadlineMillis + HTTP_MILLIS
                        && stock.get(i) <= deadlineMillis + DATABASE_MILLIS
                        && database.get(i) <= deadlineMillis + DATABASE_MILLIS)
                .count();
    }

    /** Answered 100 ms after the deadline at the latest, and within the stated bounds everywhere. */
    void assertWithinBounds() {
        assertThat(statuses).as("statuses").doesNotContain(200);
        assertThat(answers).allSatisfy(millis -> assertThat(millis).isBetween(deadlineMillis / 2, 3 * deadlineMillis));
        assertThat(within()).as("orders within bounds").isGreaterThanOrEqualTo(ENOUGH);
    }
}
