package io.breakwater.tooling.cli;

import io.breakwater.tooling.control.status.StatusReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what Breakwater does in a running process, anew every second. */
@Command(
        name = "top",
        description = "Shows what Breakwater does in a running process, anew every second.",
        footer = {
            "",
            "Keys:",
            TopKeys.HELP,
            "Where the output is no terminal, the table is printed again and again.",
            "",
            "Exit codes: 0 told, 1 not reached, 2 wrong usage."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class TopCommand implements Callable<Integer> {
    private static final long REDRAW_MILLIS = 1000;
    private static final int LINES_ELSEWHERE = 40;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private TargetProcess process;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private HostOption host;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private OrderOption order;

    @Option(names = "--once", description = "One look, as plain text.")
    private boolean once;

    @Override
    public Integer call() {
        @Nullable Long pid = process.pid();
        TopKeys keys = new TopKeys(order.order());
        return AgentAction.on(pid, spec.commandLine(), agent -> {
            try (Terminal terminal = once ? null : Terminal.open()) {
                if (terminal == null) {
                    print(agent, keys);
                } else {
                    show(agent, keys, terminal);
                }
                return 0;
            } catch (IOException | InterruptedException over) {
                throw new AttachFailure("the terminal is gone", over);
            }
        });
    }

    private StatusReport look(AgentConnection agent, TopKeys keys, int most) throws AttachFailure {
        return StatusReport.parse(
                agent.invoke("status", most, host.pattern(), keys.order().word()));
    }

    private void print(AgentConnection agent, TopKeys keys) throws AttachFailure, InterruptedException {
        do {
            for (String line :
                    StatusText.lines(look(agent, keys, LINES_ELSEWHERE), host.pattern(), Terminal.outputWidth())) {
                spec.commandLine().getOut().println(line);
            }
            spec.commandLine().getOut().flush();
            if (!once) {
                spec.commandLine().getOut().println("");
                TimeUnit.MILLISECONDS.sleep(REDRAW_MILLIS);
            }
        } while (!once && !spec.commandLine().getOut().checkError());
    }

    private void show(AgentConnection agent, TopKeys keys, Terminal terminal)
            throws AttachFailure, IOException, InterruptedException {
        int[] size = terminal.size();
        StatusReport report = look(agent, keys, TopScreen.rowsFor(size[1]));
        while (!keys.isOver()) {
            size = terminal.size();
            if (!keys.isPaused()) {
                report = look(agent, keys, TopScreen.rowsFor(size[1]));
            }
            TopScreen screen = TopScreen.of(report, host.pattern(), keys, size[0], size[1]);
            terminal.draw(screen.lines(), screen.titleLine());
            waitForKey(keys, terminal);
        }
    }

    /** Until a key changes something, or it is time to look again. */
    private static void waitForKey(TopKeys keys, Terminal terminal) throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        long leftMillis = REDRAW_MILLIS;
        while (leftMillis > 0) {
            if (keys.press(terminal.key(leftMillis))) {
                return;
            }
            leftMillis = REDRAW_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        }
    }
}
