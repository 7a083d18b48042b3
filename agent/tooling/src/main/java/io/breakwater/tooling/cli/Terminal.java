package io.breakwater.tooling.cli;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The terminal that somebody sits at: keys as they are pressed, and a screen of its own, which is gone afterwards. Whatever
 * ends this process, the terminal gets its settings back, unless it is killed outright.
 *
 * <p>By way of {@code stty}, which every Unix has; a library for terminals would be as large as the rest of the command line.
 *
 * <p>Thread-safety: confined to one thread, but for {@link #close}.
 */
@SuppressWarnings("StringSplitter") // of lines whose form stty guarantees
final class Terminal implements Closeable {
    private static final String ESC = "\u001b[";
    private static final String ENTER = ESC + "?1049h" + ESC + "?25l";
    private static final String LEAVE = ESC + "?25h" + ESC + "?1049l";
    private static final String REVERSE = ESC + "7m";
    private static final String RED = ESC + "31m";
    private static final String PLAIN = ESC + "0m";
    private static final int USUAL_WIDTH = 80;
    private static final int USUAL_HEIGHT = 24;
    private static final int ESCAPE = 27;

    private final String settings;
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private final boolean isColoured = System.getenv("NO_COLOR") == null;
    private final Thread restorer = new Thread(this::restore, "breakwater-terminal");
    private boolean open;

    private Terminal(String settings) {
        this.settings = settings;
    }

    /** Null where input or output is no terminal, or nothing is known of it. */
    static @Nullable Terminal open() {
        String settings = isTerminal() ? ask("stty -g </dev/tty") : null;
        if (settings == null || settings.isEmpty()) {
            return null;
        }
        Terminal terminal = new Terminal(settings);
        terminal.enter();
        return terminal;
    }

    /** The width of the terminal that output goes to; {@link StatusTable#UNLIMITED} if it goes elsewhere. */
    static int outputWidth() {
        String size = isTerminal() ? ask("stty size </dev/tty") : null;
        int width = size == null ? 0 : number(size, 1);
        return width > 0 ? width : StatusTable.UNLIMITED;
    }

    private static boolean isTerminal() {
        try {
            Process process = new ProcessBuilder("sh", "-c", "test -t 0 && test -t 1")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException noShell) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void enter() {
        Runtime.getRuntime().addShutdownHook(restorer);
        open = true;
        ask("stty -icanon -echo min 1 </dev/tty");
        write(ENTER);
    }

    /** {@code {width, height}} as it is now. */
    int[] size() {
        String size = ask("stty size </dev/tty");
        int height = size == null ? 0 : number(size, 0);
        int width = size == null ? 0 : number(size, 1);
        return new int[] {width > 0 ? width : USUAL_WIDTH, height > 0 ? height : USUAL_HEIGHT};
    }

    private static int number(String text, int index) {
        String[] numbers = text.trim().split(" +");
        try {
            return index < numbers.length ? Integer.parseInt(numbers[index]) : 0;
        } catch (NumberFormatException unknown) {
            return 0;
        }
    }

    /** The next key, or -1 if none was pressed within the time. Keys that are not letters are 0. */
    int key(long millis) throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        while (System.in.available() == 0) {
            if (System.nanoTime() - startNanos >= TimeUnit.MILLISECONDS.toNanos(millis)) {
                return -1;
            }
            TimeUnit.MILLISECONDS.sleep(Math.min(millis, 25));
        }
        int key = System.in.read();
        if (key == ESCAPE) {
            while (System.in.available() > 0) {
                key = System.in.read(); // the rest of an arrow, say
            }
            return 0;
        }
        return key;
    }

    /**
     * Shows these lines and nothing else. They MUST NOT hold what steers a terminal.
     *
     * @param reversed the number of a line to be shown as a title
     */
    void draw(List<String> lines, int reversed) {
        StringBuilder screen = new StringBuilder(ESC + "H");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean isAlarm = isColoured && (line.startsWith("EVERYTHING IS OFF") || line.startsWith("REFUSED"));
            screen.append(i == reversed ? REVERSE : isAlarm ? RED : "")
                    .append(line)
                    .append(ESC + "K")
                    .append(PLAIN);
            screen.append(i + 1 < lines.size() ? "\r\n" : "");
        }
        write(screen.append(ESC).append('J').toString());
    }

    private void write(String text) {
        try {
            out.write(text.getBytes(Charset.defaultCharset()));
            out.flush();
        } catch (IOException closed) {
            // Nobody looks any more; the next key, or the end of the process, ends it.
        }
    }

    private synchronized void restore() {
        if (open) {
            open = false;
            write(LEAVE);
            ask("stty " + settings + " </dev/tty");
        }
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(restorer);
        } catch (IllegalStateException ending) {
            // Then it runs, and finds nothing to do.
        }
    }

    /** What a command prints on its first line, or null if it fails. */
    private static @Nullable String ask(String command) {
        try {
            Process process = new ProcessBuilder("sh", "-c", command)
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
                String line = reader.readLine();
                return process.waitFor() == 0 ? (line == null ? "" : line) : null;
            }
        } catch (IOException noShell) {
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
