package io.breakwater.smoke;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A client in one version: what a program needs on its class path, and the forms in which it makes calls. */
enum ClientVersion {
    JDK("java.net.http", 11, "jdk jdk-async", ""),
    URL_CONNECTION("HttpURLConnection", 8, "urlconnection", ""),
    APACHE_4_3(
            "Apache HttpClient 4.3",
            8,
            "apache4",
            "httpclient-4.3 httpcore-4.3 commons-logging-1.1.3 commons-codec-1.6"),
    APACHE_4_5(
            "Apache HttpClient 4.5.14",
            8,
            "apache4",
            "httpclient-4.5.14 httpcore-4.4.16 commons-logging-1.2 commons-codec-1.11"),
    APACHE_ASYNC_4_1(
            "Apache HttpAsyncClient 4.1",
            8,
            "apache4-async",
            "httpasyncclient-4.1 httpcore-nio-4.4.1 httpclient-4.4.1 httpcore-4.4.1 commons-logging-1.2 commons-codec-1.9"),
    APACHE_ASYNC_4_1_5(
            "Apache HttpAsyncClient 4.1.5",
            8,
            "apache4-async",
            "httpasyncclient-4.1.5 httpcore-nio-4.4.15 httpclient-4.5.13 httpcore-4.4.15 commons-logging-1.2"
                    + " commons-codec-1.11"),
    APACHE_5_0(
            "Apache HttpClient 5.0",
            8,
            "apache5 apache5-async",
            "httpclient5-5.0 httpcore5-5.0 httpcore5-h2-5.0 slf4j-api-1.7.25 slf4j-nop-1.7.36 commons-codec-1.13"),
    APACHE_5_1(
            "Apache HttpClient 5.1",
            8,
            "apache5 apache5-async",
            "httpclient5-5.1 httpcore5-5.1.1 httpcore5-h2-5.1.1 slf4j-api-1.7.25 slf4j-nop-1.7.36 commons-codec-1.15"),
    APACHE_5_3(
            "Apache HttpClient 5.3.1",
            8,
            "apache5 apache5-async",
            "httpclient5-5.3.1 httpcore5-5.2.4 httpcore5-h2-5.2.4 slf4j-api-1.7.36 slf4j-nop-1.7.36"),
    APACHE_5_6(
            "Apache HttpClient 5.6",
            8,
            "apache5 apache5-async",
            "httpclient5-5.6 httpcore5-5.4 httpcore5-h2-5.4 slf4j-api-1.7.36 slf4j-nop-1.7.36"),
    OKHTTP_3("OkHttp 3.14.9", 8, "okhttp okhttp-async", "okhttp-3.14.9 okio-1.17.2"),
    OKHTTP_4("OkHttp 4.12.0", 8, "okhttp okhttp-async", "okhttp-4.12.0 okio-jvm-3.6.0 kotlin-stdlib-1.8.21"),
    OKHTTP_5("OkHttp 5.3.2", 8, "okhttp okhttp-async", "okhttp-jvm-5.3.2 okio-jvm-3.16.4 kotlin-stdlib-2.2.21");

    /** One of each client. */
    static final Set<ClientVersion> NEWEST =
            EnumSet.of(JDK, URL_CONNECTION, APACHE_4_5, APACHE_ASYNC_4_1_5, APACHE_5_6, OKHTTP_5);

    private final String title;
    private final int minimumJava;
    private final String forms;
    private final String jars;

    ClientVersion(String title, int minimumJava, String forms, String jars) {
        this.title = title;
        this.minimumJava = minimumJava;
        this.forms = forms;
        this.jars = jars;
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toUnmodifiableList());
    }

    /** The names of {@link io.breakwater.smoke.clients.NamedClients}. */
    List<String> forms() {
        return words(forms);
    }

    /** Of those here of the same client. */
    boolean isNewest() {
        return NEWEST.contains(this);
    }

    boolean runsOn(Jdk jdk) {
        return jdk.feature() >= minimumJava;
    }

    Path[] jars() {
        return words(jars).stream().map(jar -> jar(jar + ".jar")).toArray(Path[]::new);
    }

    private static Path jar(String name) {
        Path directory = Path.of(System.getProperty("client.jars"));
        Path newest = directory.resolve("newest").resolve(name);
        return Files.exists(newest) ? newest : directory.resolve("older").resolve(name);
    }

    @Override
    public String toString() {
        return title;
    }
}
