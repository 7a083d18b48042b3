package io.breakwater.smoke.services;

import java.util.Properties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** The first in a chain. Arguments: the address of the next service. */
@SpringBootApplication(proxyBeanMethods = false)
public class ShopApplication {

    /** Runs the service. */
    public static void main(String[] args) {
        Telemetry.start();
        Properties properties = new Properties();
        properties.setProperty("server.port", "0");
        properties.setProperty("server.address", "127.0.0.1");
        properties.setProperty("server.tomcat.threads.max", "10");
        properties.setProperty("spring.main.banner-mode", "off");
        properties.setProperty("logging.level.root", "warn");
        properties.setProperty("shop.next", args[0]);
        SpringApplication application = new SpringApplication(ShopApplication.class);
        application.setDefaultProperties(properties);
        application.addListeners((ApplicationListener<ServletWebServerInitializedEvent>)
                event -> Journal.ready(event.getWebServer().getPort()));
        application.run();
    }
}
