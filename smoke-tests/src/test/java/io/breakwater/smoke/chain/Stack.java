package io.breakwater.smoke.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.smoke.Jdk;
import java.nio.file.Path;
import java.util.Comparator;

/** What a service is made of: one of the modules of {@code smoke-tests/services}. */
public enum Stack {
    SPRING_BOOT_3("spring-boot-3", "ShopApplication", 17),
    SPRING_BOOT_2("spring-boot-2", "ShopApplication", 8),
    TOMCAT_9("tomcat-9", "OrderService", 8),
    TOMCAT_10("tomcat-10", "OrderService", 11),
    HTTP_SERVER("http-server", "StockService", 11);

    private static final Path SERVICES = Path.of(System.getProperty("smoke.services"));

    private final String module;
    private final String program;
    private final int minimumJava;

    Stack(String module, String program, int minimumJava) {
        this.module = module;
        this.program = program;
        this.minimumJava = minimumJava;
    }

    /** The class with its main method. */
    String program() {
        return "io.breakwater.smoke.services." + program;
    }

    /** Its own classes and its libraries. */
    String classPath() {
        Path directory = SERVICES.resolve(module + "/target/service");
        assertThat(directory)
                .as("the service, which a build of all modules lays ready")
                .isDirectory();
        return directory.resolve("*").toString();
    }

    /** The SDK of OpenTelemetry, for those that set it up themselves. */
    static String telemetryClassPath() {
        return SERVICES.resolve("common/target/telemetry/*").toString();
    }

    public boolean runsOn(Jdk jdk) {
        return jdk.feature() >= minimumJava;
    }

    /** Of the JDKs that there are and that it runs on, the one whose version is nearest. */
    Jdk near(int feature) {
        return Jdk.all().stream()
                .filter(this::runsOn)
                .min(Comparator.comparingInt(jdk -> Math.abs(jdk.feature() - feature)))
                .orElseGet(Jdk::current);
    }
}
