package io.breakwater.smoke;

import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java home to test on. The system property {@code smoke.jdks} names them, separated by commas; without it they are
 * those found on the machine. One for each feature version.
 */
public final class Jdk {
    private static final Pattern VERSION = Pattern.compile("version \"(?:1\\.)?(\\d+)");
    private static final List<Jdk> ALL = find();

    private final Path home;
    private final int feature;

    private Jdk(Path home, int feature) {
        this.home = home;
        this.feature = feature;
    }

    /** In ascending order of their versions. Never empty. */
    public static List<Jdk> all() {
        return ALL;
    }

    /** For what takes its time and differs little from version to version. */
    static List<Jdk> oldestAndNewest() {
        return ALL.size() < 2 ? ALL : List.of(ALL.get(0), ALL.get(ALL.size() - 1));
    }

    static List<Jdk> of8() {
        return between(8, 8);
    }

    static List<Jdk> from11() {
        return between(11, Integer.MAX_VALUE);
    }

    static List<Jdk> from17() {
        return between(17, Integer.MAX_VALUE);
    }

    static List<Jdk> from21() {
        return between(21, Integer.MAX_VALUE);
    }

    /** Those that a security manager can be given to without further ado, and that have a client that we guard. */
    static List<Jdk> withSecurityManager() {
        return between(11, 17);
    }

    /** Those whose programs can set one, with leave from Java 18 on; Java 24 has none any more. */
    static List<Jdk> settingASecurityManager() {
        return between(11, 23);
    }

    /** The one that runs the tests: for what one version shows as well as another. */
    public static Jdk current() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    public int feature() {
        return feature;
    }

    public Path java() {
        return home.resolve("bin/java");
    }

    /** For the names of tests. */
    @Override
    public String toString() {
        return "JDK " + feature;
    }

    private static List<Jdk> between(int least, int most) {
        return ALL.stream()
                .filter(jdk -> jdk.feature >= least && jdk.feature <= most)
                .collect(toList());
    }

    private static List<Jdk> find() {
        String named = System.getProperty("smoke.jdks", "");
        Map<Integer, Jdk> byFeature = new TreeMap<>();
        for (Path home : named.isEmpty() ? homesOnTheMachine() : named(named)) {
            int feature = featureOf(home);
            if (feature > 0) {
                byFeature.putIfAbsent(feature, new Jdk(home, feature));
            } else if (!named.isEmpty()) {
                throw new IllegalArgumentException("smoke.jdks: " + home + " (expected: the home of a JDK)");
            }
        }
        return List.copyOf(byFeature.values());
    }

    private static List<Path> named(String homes) {
        return Pattern.compile(",").splitAsStream(homes).map(Path::of).collect(toList());
    }

    private static List<Path> homesOnTheMachine() {
        List<Path> homes = new ArrayList<>();
        homes.add(Path.of(System.getProperty("java.home")));
        String javaHome = System.getenv("JAVA_HOME");
        if (javaHome != null) {
            homes.add(Path.of(javaHome));
        }
        Path installed = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(installed)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(installed)) {
                found.forEach(homes::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return homes;
    }

    /** What the JVM says of itself: not every home has a file that tells. Zero if there is no JVM that works. */
    private static int featureOf(Path home) {
        Path java = home.resolve("bin/java");
        if (!Files.isExecutable(java)) {
            return 0;
        }
        try {
            Process process = new ProcessBuilder(java.toString(), "-version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher version = VERSION.matcher(said);
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
