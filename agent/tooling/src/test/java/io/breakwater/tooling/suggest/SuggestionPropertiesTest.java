package io.breakwater.tooling.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.config.Configuration;
import io.breakwater.config.ConfigurationLoader;
import io.breakwater.config.LoadResult;
import io.breakwater.config.Overrides;
import io.breakwater.engine.Destination;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.policy.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever was observed, what is suggested is a configuration without problems. */
class SuggestionPropertiesTest {
    private static final String[] HOSTS = {
        "shop.example",
        "10.0.0.7",
        "[2001:db8::7]",
        "under_score",
        "m\u00fcller.example",
        "a b",
        "quote\"d",
        "x#y",
        "*",
        "yes",
        "123",
        "-",
        "very.long." + String.join("", Collections.nCopies(60, "name."))
    };
    private static final String[] DATABASES = {
        "jdbc:postgresql://pg.example/orders",
        "jdbc:postgresql://a.example,b.example:5433/orders?user=jane&password=secret",
        "jdbc:mysql://root:secret@db.example/shop",
        "jdbc:oracle:thin:@//ora.example:1521/svc",
        "jdbc:sqlserver://ms.example;databaseName=x;password=secret",
        "jdbc:h2:mem:test",
        "jdbc:h2:file:/tmp/with space",
        "jdbc:nobody:knows \"this\" # one",
        "nonsense"
    };
    private static final String[] PATHS = {
        "/", "", "/v1/orders/17", "/v1/orders/search", "/v1/orders/", "/users/jane@example.org", "//",
                "/a/b/c/d/e/f/g/h/i/j",
        "/caf\u00e9", "/with space", "/{id}", "/*/**", "*", "/on/off/yes", "/quote\"d", "/x#y"
    };
    private static final String[] METHODS = {"GET", "POST", "PUT", "DELETE", "NO", "PROPFIND", "M-SEARCH", "we ird"};
    private static final String[] KINDS = {"CONNECT", "SELECT", "EXECUTE", "BATCH", "CALL"};

    @TempDir
    Path directory;

    private final Locale locale = Locale.getDefault();

    @AfterEach
    void goHome() {
        Locale.setDefault(locale);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void it_passes_check_says_the_same_in_every_locale_and_tells_no_secret(long seed) throws IOException {
        Random random = new Random(seed);
        Traffic traffic = traffic(random);
        SuggestOptions options =
                new SuggestOptions("all", 1 + random.nextInt(200), random.nextBoolean() ? Mode.ENFORCE : Mode.OBSERVE);

        String yaml = traffic.suggestion(options).toYaml();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        String elsewhere = traffic.suggestion(options).toYaml();

        assertThat(elsewhere).as("seed %d", seed).isEqualTo(yaml);
        assertThat(yaml).as("seed %d", seed).doesNotContain("secret", "jane");
        Path file = directory.resolve("suggested.yaml");
        Files.write(file, yaml.getBytes(StandardCharsets.UTF_8));
        LoadResult result = ConfigurationLoader.load(file, Overrides.none());
        assertThat(result.problems()).as("seed %d: %s", seed, yaml).isEmpty();
        assertThat(again(traffic, result.configuration(), options))
                .as("seed %d: suggested beside itself", seed)
                .contains("hosts");
    }

    private static String again(Traffic traffic, Configuration inForce, SuggestOptions options) {
        return Suggester.suggest(traffic.observations.read(), Collections.emptyList(), inForce, options)
                .toYaml();
    }

    private static Traffic traffic(Random random) {
        Traffic traffic = new Traffic();
        int streams = 5 + random.nextInt(40);
        for (int stream = 0; stream < streams; stream++) {
            double millis = Math.exp(random.nextDouble() * 15) / 10;
            int calls = 1 + random.nextInt(400);
            boolean database = random.nextInt(3) == 0;
            Destination destination = database
                    ? Destination.ofDatabase(any(random, DATABASES))
                    : Destination.of(
                            random.nextBoolean() ? "http" : "https", any(random, HOSTS), 1 + random.nextInt(3));
            String method = any(random, database ? KINDS : METHODS);
            String path = database ? "" : any(random, PATHS);
            double failing = random.nextInt(3) == 0 ? random.nextDouble() : 0;
            for (int call = 0; call < calls; call++) {
                Outcome outcome = random.nextDouble() < failing ? failure(random) : good(database);
                traffic.call(destination, method, path, outcome, millis * (0.5 + random.nextDouble()));
                traffic.after(random.nextInt(50));
            }
        }
        return traffic;
    }

    private static Outcome good(boolean database) {
        return database ? Outcome.SUCCESS : Outcome.ofStatus(200);
    }

    private static Outcome failure(Random random) {
        FailureClass[] classes = FailureClass.values();
        int choice = random.nextInt(classes.length + 3);
        if (choice < classes.length) {
            return Outcome.failed(classes[choice]);
        }
        Outcome[] others = {Outcome.OTHER_FAILURE, Outcome.IGNORED, Outcome.ofStatus(500)};
        return others[choice - classes.length];
    }

    private static String any(Random random, String[] some) {
        return some[random.nextInt(some.length)];
    }
}
