package io.breakwater.dist;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A Java installation of this machine. */
final class Jdk {
    private final File home;
    private final int version;

    private Jdk(File home, int version) {
        this.home = home;
        this.version = version;
    }

    /** One of each version: those of {@code -Dsmoke.jdks}, else those below {@code /usr/lib/jvm}, and our own. */
    static Map<Integer, Jdk> all() throws IOException, InterruptedException {
        Map<Integer, Jdk> found = new LinkedHashMap<>();
        add(new File(System.getProperty("java.home")), found);
        String named = System.getProperty("smoke.jdks", "");
        if (named.isEmpty()) {
            File[] installed = new File("/usr/lib/jvm").listFiles();
            for (File home : installed == null ? new File[0] : installed) {
                add(home, found);
            }
        } else {
            for (String home : named.split(",", -1)) {
                add(new File(home.trim()), found);
            }
        }
        return found;
    }

    private static void add(File home, Map<Integer, Jdk> found) throws IOException, InterruptedException {
        if (!new File(home, "bin/java").canExecute()) {
            return;
        }
        int version = versionOf(home);
        if (!found.containsKey(version)) {
            found.put(version, new Jdk(home, version));
        }
    }

    /** Asks the JVM: some packages of Java 8 have no {@code release} file. */
    private static int versionOf(File home) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        new File(home, "bin/java").getPath(), "-XshowSettings:properties", "-version")
                .redirectErrorStream(true)
                .start();
        int version = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] setting = line.trim().split(" = ", 2);
                if (setting[0].equals("java.specification.version")) {
                    version = Integer.parseInt(setting[1].startsWith("1.") ? setting[1].substring(2) : setting[1]);
                }
            }
        }
        process.waitFor();
        return version;
    }

    int version() {
        return version;
    }

    String java() {
        return new File(home, "bin/java").getPath();
    }

    @Override
    public String toString() {
        return "Java " + version;
    }
}
