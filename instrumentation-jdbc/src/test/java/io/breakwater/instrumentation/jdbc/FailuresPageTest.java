package io.breakwater.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Outcome;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts.VendorCodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page that says what states and codes mean, held against the code that decides it. */
class FailuresPageTest {
    private static final Path PAGE = Paths.get("../docs/what-it-says.md");
    private static final Path SOURCE = Paths.get("src/main/java/io/breakwater/instrumentation/jdbc/SqlFailures.java");
    private static final Pattern STATE = Pattern.compile("[0-9A-Z]{5}");
    private static final int MAX_CODE = 99_999;

    @Test
    void a_state_of_a_statement_means_what_the_page_says() throws IOException {
        Map<String, String> said = states(rows("A statement that fails:"));

        said.forEach((state, outcome) ->
                assertThat(ofStatement(VendorCodes.NONE, state, 0)).as(state).isEqualTo(outcome));
        assertThat(ofStatement(VendorCodes.NONE, "08003", 0)).isEqualTo("connection-lost");
        assertThat(ofStatement(VendorCodes.NONE, "42601", 0)).isEqualTo("other failure");
        assertThat(said.keySet()).containsAll(statesOf("statementLink", "/** Of the acquisition"));
    }

    @Test
    void a_state_of_an_acquisition_means_what_the_page_says() throws IOException {
        Map<String, String> said = states(rows("A connection that cannot be acquired:"));

        said.forEach(
                (state, outcome) -> assertThat(SqlFailures.ofConnect(VendorCodes.NONE, new SQLException("x", state)))
                        .as(state)
                        .hasToString(outcome));
        assertThat(said.keySet()).containsAll(statesOf("connectLink(VendorCodes", "/** Connector/J"));
    }

    @ParameterizedTest
    @CsvSource({"MYSQL, 3", "SQL_SERVER, 4", "ORACLE, 5"})
    void exactly_the_codes_of_the_page_mean_what_it_says(VendorCodes vendor, int column) throws IOException {
        Map<Integer, String> said = new TreeMap<>();
        for (String[] cells : rows("A statement that fails:")) {
            Matcher codes = Pattern.compile("\\d+").matcher(cells[column]);
            while (codes.find()) {
                said.put(Integer.valueOf(codes.group()), classOf(cells));
            }
        }

        Map<Integer, String> done = new TreeMap<>();
        for (int code = 0; code <= MAX_CODE; code++) {
            Outcome outcome = VendorFailures.ofStatement(vendor, code);
            if (outcome != null) {
                done.put(code, outcome.toString());
            }
        }
        assertThat(said).isNotEmpty().isEqualTo(done);
    }

    private static String ofStatement(VendorCodes vendor, String state, int code) {
        return SqlFailures.ofStatement(vendor, new SQLException("x", state, code))
                .toString();
    }

    private static Map<String, String> states(List<String[]> rows) {
        Map<String, String> states = new TreeMap<>();
        for (String[] cells : rows) {
            Matcher found = Pattern.compile("`([0-9A-Z]{5})`").matcher(cells[2]);
            while (found.find()) {
                states.put(found.group(1), classOf(cells));
            }
        }
        assertThat(states).isNotEmpty();
        return states;
    }

    private static String classOf(String[] cells) {
        return cells[1].startsWith("none") ? "other failure" : cells[1].replace("`", "");
    }

    /** The cells of the table below that line. */
    private static List<String[]> rows(String heading) throws IOException {
        List<String> lines = Files.readAllLines(PAGE, StandardCharsets.UTF_8);
        int begin = lines.indexOf(heading);
        assertThat(begin).as(heading).isNotNegative();
        return lines.subList(begin + 2, lines.size()).stream()
                .limit(tableLength(lines, begin + 2))
                .skip(2)
                .map(line -> line.split("\\s*\\|\\s*"))
                .collect(Collectors.toList());
    }

    private static int tableLength(List<String> lines, int begin) {
        int end = begin;
        while (end < lines.size() && lines.get(end).startsWith("|")) {
            end++;
        }
        return end - begin;
    }

    /** The states that the source names between two texts. */
    private static Set<String> statesOf(String from, String to) throws IOException {
        String source = new String(Files.readAllBytes(SOURCE), StandardCharsets.UTF_8);
        int begin = source.indexOf("Outcome " + from);
        int end = source.indexOf(to, begin);
        assertThat(begin).isNotNegative();
        assertThat(end).isGreaterThan(begin);
        Set<String> states = new TreeSet<>();
        List<String> quoted =
                new ArrayList<>(List.of(source.substring(begin, end).split("\"")));
        quoted.stream().filter(text -> STATE.matcher(text).matches()).forEach(states::add);
        assertThat(states).isNotEmpty();
        return states;
    }
}
