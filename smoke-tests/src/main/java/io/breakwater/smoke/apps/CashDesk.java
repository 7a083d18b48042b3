package io.breakwater.smoke.apps;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Asks a database for the prices of all articles, and then serves customers at a fixed rate, whether or not the earlier ones
 * have gone, with 100 threads, a pool of ten connections and no error handling beyond a try and a catch. Each customer asks
 * for a price; every fifth buys, which is an insert with the customer's number.
 *
 * <p>Prints a line for each customer: when the call was due (epoch milliseconds), how long it waited for a thread, how long
 * it took (milliseconds), {@code ok}, {@code unfinished} or the exception, and what was bought: the customer's number or a
 * hyphen.
 *
 * <p>Arguments: JDBC URL, user, calls per second, seconds.
 */
public final class CashDesk {
    private static final int THREADS = 100;
    private static final int CUSTOMERS_PER_SALE = 5;
    private static final int ARTICLES = 50;

    private final DataSource pool;
    private final Map<Integer, Customer> waiting = new TreeMap<>();

    private CashDesk(DataSource pool) {
        this.pool = pool;
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[0]);
        config.setUsername(args[1]);
        config.setMaximumPoolSize(10);
        // All that a pool has to offer against a database that is down.
        config.setConnectionTimeout(500);
        config.setValidationTimeout(500);
        CashDesk desk = new CashDesk(new HikariDataSource(config));
        for (int article = 0; article < ARTICLES; article++) {
            desk.ask(article);
        }
        desk.serve(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        // There may be threads that will never come back.
        System.exit(0);
    }

    private void serve(int perSecond, int seconds) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        long startMillis = System.currentTimeMillis();
        for (int i = 0; i < perSecond * seconds; i++) {
            Customer customer = new Customer(i, startMillis + i * 1000L / perSecond);
            Thread.sleep(Math.max(0, customer.dueMillis - System.currentTimeMillis()));
            synchronized (waiting) {
                waiting.put(i, customer);
            }
            threads.execute(() -> serve(customer));
        }
        threads.shutdown();
        threads.awaitTermination(2, TimeUnit.SECONDS);
        synchronized (waiting) {
            waiting.values().forEach(customer -> customer.print("unfinished"));
            waiting.clear();
        }
    }

    private void serve(Customer customer) {
        customer.startedMillis = System.currentTimeMillis();
        String outcome = customer.buys ? sell(customer.number) : ask(customer.number % ARTICLES);
        synchronized (waiting) {
            if (waiting.remove(customer.number) != null) {
                customer.print(outcome);
            }
        }
    }

    private String ask(int article) {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement("select amount from price where article = ?")) {
            select.setInt(1, article);
            try (ResultSet prices = select.executeQuery()) {
                return prices.next() ? "ok" : "no price";
            }
        } catch (SQLException e) {
            return text(e);
        }
    }

    private String sell(int number) {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into sale (customer) values (?)")) {
            insert.setInt(1, number);
            insert.executeUpdate();
            return "ok";
        } catch (SQLException e) {
            return text(e);
        }
    }

    private static String text(SQLException e) {
        return e.getClass().getSimpleName() + "/" + e.getSQLState();
    }

    /** Who waits at the desk. */
    private static final class Customer {
        private final int number;
        private final boolean buys;
        private final long dueMillis;
        private volatile long startedMillis;

        Customer(int number, long dueMillis) {
            this.number = number;
            this.buys = number % CUSTOMERS_PER_SALE == 0;
            this.dueMillis = dueMillis;
        }

        void print(String outcome) {
            long nowMillis = System.currentTimeMillis();
            long fromMillis = startedMillis == 0 ? nowMillis : startedMillis;
            System.out.println(dueMillis + " " + (fromMillis - dueMillis) + " " + (nowMillis - fromMillis) + " "
                    + outcome + " " + (buys ? number : "-"));
        }
    }
}
