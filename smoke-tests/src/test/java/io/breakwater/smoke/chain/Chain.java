package io.breakwater.smoke.chain;

import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** The shop, which asks for orders, which ask for stock, which asks PostgreSQL: four processes. */
final class Chain implements Closeable {
    private final Service shop;
    private final Service orders;
    private final Service stock;

    private Chain(Service shop, Service orders, Service stock) {
        this.shop = shop;
        this.orders = orders;
        this.stock = stock;
    }

    /**
     * @param partner the address that the stock service asks before its database, or {@code none}
     * @param each what holds for all three
     */
    static Chain start(
            ServiceOptions shop,
            ServiceOptions orders,
            ServiceOptions stock,
            String partner,
            UnaryOperator<ServiceOptions> each)
            throws IOException, InterruptedException {
        DriverVersion driver = DriverVersion.POSTGRESQL_42_7;
        Service last = each.apply(stock).start(driver.url(), driver.server().user(), partner);
        Service middle = null;
        try {
            middle = each.apply(orders).start(last.address());
            return new Chain(each.apply(shop).start(middle.address()), middle, last);
        } catch (IOException | InterruptedException | RuntimeException e) {
            last.close();
            if (middle != null) {
                middle.close();
            }
            throw e;
        }
    }

    /** Where orders come in. */
    Service shop() {
        return shop;
    }

    Service orders() {
        return orders;
    }

    /** Nearest to the database. */
    Service stock() {
        return stock;
    }

    List<Service> services() {
        return List.of(shop, orders, stock);
    }

    /** Has each of the services work as fast as it will: their classes loaded, their connections there. */
    void warmUp() throws IOException, InterruptedException {
        Customer customer = new Customer(this);
        for (int i = 0; i < 20; i++) {
            customer.order("sleep=0");
        }
        for (int i = 0; i < 5; i++) {
            customer.order("sleep=1", "x-envoy-expected-rq-timeout-ms", "200");
        }
    }

    @Override
    public void close() {
        services().forEach(Service::close);
    }
}
