package io.breakwater.tooling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.tooling.control.status.StatusOrder;
import io.breakwater.tooling.control.status.StatusReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTableTest {
    private static final String LATENCY = "{'calls':9,'p50Millis':1.25,'p99Millis':250.5,'p999Millis':12000}";
    private static final String NOTHING =
            "'statuses':{},'interventions':{},'wouldHave':{},'breakers':[],'bulkheads':[]";

    private static String busy(String name) {
        return "{'name':'" + name + "','mode':'enforce','configuredMode':'observe','calls':123456,'failed':3,'latency':"
                + LATENCY + ",'recent':{'seconds':10,'callsPerSecond':41.26,'failuresPerSecond':2,'latency':" + LATENCY
                + "},'statuses':{},'interventions':{'retry':3,'circuit-open':4},'wouldHave':{'retry':12000},"
                + "'breakers':[{'scope':'all','state':'closed'},{'scope':'GET /x','state':'open','probeInMillis':4200}],"
                + "'bulkheads':[{'scope':'all','inUse':3,'limit':50,'waiting':2}],'retriesLeft':9.9,'deadlinesOverrun':1}";
    }

    private static String idle(String name) {
        return "{'name':'" + name + "','mode':'observe','calls':9,'latency':" + LATENCY
                + ",'recent':{'seconds':10,'callsPerSecond':0,'failuresPerSecond':0,"
                + "'latency':{'calls':0,'p50Millis':0,'p99Millis':0,'p999Millis':0}}," + NOTHING + "}";
    }

    private static StatusReport report(String... destinations) {
        return StatusReport.parse(("{'format':1,'takenAt':'2026-11-30T03:07:00Z',"
                        + "'process':{'pid':4711,'version':'1.2','java':'17','startedAt':'2026-11-29T00:00:00Z'},"
                        + "'configuration':{'source':'/etc/b.yaml','mode':'observe','inForceSince':'2026-11-30T03:06:18Z',"
                        + "'problems':[]},'overrides':[],'total':{'name':'all','latency':" + LATENCY + "," + NOTHING
                        + "},'destinationCount':" + destinations.length + ",'destinations':["
                        + String.join(",", destinations) + "]}")
                .replace('\'', '"'));
    }

    private static List<String> table(int width, String... destinations) {
        return StatusTable.lines(report(destinations).destinations, width);
    }

    @Test
    void tells_everything_where_there_is_room() {
        assertThat(table(StatusTable.UNLIMITED, busy("stock.example:443"), idle("a:80")))
                .containsExactly(
                        "HOST               MODE      CALLS  CALL/S  FAIL%      P50      P99  P99.9    BUSY  BREAKER          BUDGET  DONE  WOULD  LATE",
                        "stock.example:443  enforce*   123k    41.3    4.8    1.3ms    251ms    12s  3/50+2  open 5s, 1 of 2       9     7  12.0k     1",
                        "a:80               observe       9       0         (1.3ms)  (251ms)  (12s)                                0     0      0     0");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 100, 120, 200})
    void no_line_is_wider_than_the_terminal(int width) {
        String longName = "jdbc:postgresql://a-very-long-name.of-a-server.corp.example:5432/and_a_long_database_name";

        List<String> lines = table(width, busy(longName), idle("a:80"));

        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        assertThat(lines.get(0)).startsWith("HOST").contains("FAIL%").contains("BREAKER");
        assertThat(lines.get(1)).contains("open 5s");
    }

    @Test
    void a_name_that_is_cut_keeps_both_ends() {
        assertThat(table(60, busy("inventory-service.eu-central-1.production.corp.example:8443"))
                        .get(1))
                .startsWith("inventor")
                .contains("..")
                .containsPattern("8443 ");
    }

    @Test
    void what_steers_a_terminal_is_not_printed() {
        assertThat(table(StatusTable.UNLIMITED, idle("evil\\u001b[2J:80")).get(1))
                .doesNotContain("\u001b");
    }

    @Test
    void a_screen_has_the_process_the_hosts_and_the_keys() {
        String[] hosts = new String[40];
        for (int i = 0; i < hosts.length; i++) {
            hosts[i] = idle("host-" + i + ":80");
        }

        TopScreen screen = TopScreen.of(report(hosts), "all", new TopKeys(StatusOrder.CALLS), 80, 24);

        assertThat(screen.lines())
                .hasSize(24)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(screen.lines().get(0)).isEqualTo("Breakwater 1.2 in process 4711 (Java 17), for 1 d 3 h");
        assertThat(screen.lines().get(1)).isEqualTo("configuration: /etc/b.yaml, mode observe, in force for 42 s");
        assertThat(screen.lines().get(2)).isEqualTo("counting..., 40 hosts by calls");
        assertThat(screen.lines().get(screen.titleLine())).startsWith("HOST ");
        assertThat(screen.lines().get(23)).startsWith("[c]alls").endsWith("[q]uit");
    }

    private static String failing(String name, String state) {
        return busy(name)
                .replace("'state':'closed'", "'state':'" + state + "'")
                .replace("'state':'open'", "'state':'" + state + "'")
                .replace(
                        "'failuresPerSecond':2,", "'failuresPerSecond':2,'failures':{'503':1,'rejected':40,'reset':3},")
                .replace("'statuses'", "'lastFailure':{'status':'reset','at':'2026-11-30T03:06:26Z'},'statuses'");
    }

    @Test
    void below_the_table_stands_how_calls_fail_and_how_they_failed_last() {
        assertThat(StatusText.lines(report(failing("stock:443", "open"), idle("a:80")), "all", 120))
                .endsWith("", "stock:443: in 10 s: 40 rejected, 3 reset, 1 status 503; last failure: reset, 34 s ago");
    }

    /** As an older agent says it. */
    @Test
    void where_it_is_not_known_how_calls_fail_nothing_stands_there() {
        assertThat(StatusText.lines(report(busy("stock:443")), "all", 120))
                .last()
                .asString()
                .startsWith("stock:443  ");
    }

    @Test
    void an_open_breaker_tells_the_last_failure_also_where_nobody_calls() {
        String open =
                failing("stock:443", "open").replace("'failures':{'503':1,'rejected':40,'reset':3},", "'failures':{},");
        String closed = open.replace("'state':'open'", "'state':'closed'").replace("stock", "prices");

        assertThat(StatusText.lines(report(open, closed), "all", 120))
                .endsWith("", "stock:443: last failure: reset, 34 s ago");
    }

    @Test
    void five_hosts_in_trouble_are_told_one_by_one() {
        String[] hosts = new String[8];
        for (int i = 0; i < hosts.length; i++) {
            hosts[i] = failing("host-" + i + ":80", "open");
        }

        assertThat(StatusText.lines(report(hosts), "all", 40)).last().isEqualTo("and 3 more");
        assertThat(StatusText.lines(report(hosts), "all", 40))
                .allSatisfy(line -> assertThat(line).doesNotContain("host-5:80: "));
    }

    @Test
    void a_process_without_calls_says_so() {
        assertThat(StatusText.lines(report(), "all", 80)).last().isEqualTo("No call was guarded yet.");
    }

    @Test
    void a_pattern_that_matches_nothing_is_not_taken_for_a_process_without_calls() {
        assertThat(StatusText.lines(report(), "stok.example", 80))
                .last()
                .isEqualTo("No host that was called matches stok.example.");
    }

    @Test
    void keys_choose_the_order_pause_and_end() {
        TopKeys keys = new TopKeys(StatusOrder.CALLS);

        assertThat(keys.press('x')).isFalse();
        assertThat(keys.press(-1)).isFalse();
        assertThat(keys.press('p')).isTrue();
        assertThat(keys.isPaused()).isTrue();
        assertThat(keys.press('F')).isTrue();
        assertThat(keys.order()).isEqualTo(StatusOrder.FAILURES);
        assertThat(keys.isPaused()).as("another order is looked for").isFalse();
        assertThat(keys.isOver()).isFalse();
        assertThat(keys.press('q')).isTrue();
        assertThat(keys.isOver()).isTrue();
    }
}
