package io.breakwater.smoke.services;

import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** One servlet in a Tomcat that keeps ten threads. Arguments: the address of the next service. */
public final class OrderService {
    private OrderService() {}

    /** Runs the service. */
    public static void main(String[] args) throws LifecycleException {
        Telemetry.start();
        Tomcat tomcat = new Tomcat();
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxThreads", "10");
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "order", new OrderServlet(args[0]));
        context.addServletMappingDecoded("/order", "order");
        tomcat.start();
        Journal.ready(tomcat.getConnector().getLocalPort());
        tomcat.getServer().await();
    }
}
