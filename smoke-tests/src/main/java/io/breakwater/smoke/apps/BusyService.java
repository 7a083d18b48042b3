package io.breakwater.smoke.apps;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.breakwater.smoke.clients.Fetcher;
import io.breakwater.smoke.clients.NamedClients;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.ObjectName;

/**
 * A service that makes calls all the time, by each of some clients and to a database, and answers them itself. It knows
 * nothing of agents, but can tell what is left of one. Each line on standard input is a question, with one line as the answer:
 * {@code calls}, {@code failures}, whether {@code every} client ends a call that begins now, {@code remember} the agent that is
 * there, whether that is {@code collected} now, {@code classes} loaded, {@code metaspace} in use, the longest {@code pause} of
 * the process since it was asked for, in milliseconds, {@code threads} and {@code beans} of the agent, {@code slow} for a call by
 * the first asynchronous client that takes two seconds, {@code flaky} for one whose first attempt fails, {@code answer} for what
 * became of it. Ends with its input.
 *
 * <p>Arguments: the clients, separated by commas; JDBC URL and user, or nothing.
 */
public final class BusyService {
    private static final long PAUSE_MILLIS = 5;
    private static final long SLOW_MILLIS = 2_000;
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** A thread of a pool may wait for its next task in compiled code that knows the agent: most are given 60 seconds for one. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicReference<String> firstFailure = new AtomicReference<>("");
    private final CompletableFuture<String> onceAnswer = new CompletableFuture<>();
    private final Map<Thread, AtomicLong> callsByThread = new ConcurrentHashMap<>();
    private final AtomicLong longestPauseNanos = new AtomicLong();
    private final String address;
    private Fetcher once;
    private WeakReference<ClassLoader> agent = new WeakReference<>(null);

    private BusyService(String address) {
        this.address = address;
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        AtomicLong flakyCalls = new AtomicLong();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/slow")) {
                pause(SLOW_MILLIS);
            }
            byte[] body = "good".getBytes(StandardCharsets.US_ASCII);
            boolean fails = path.equals("/flaky") && flakyCalls.incrementAndGet() == 1;
            exchange.sendResponseHeaders(fails ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        BusyService service =
                new BusyService("http://localhost:" + server.getAddress().getPort());
        for (String client : args[0].split(",")) {
            Fetcher fetcher = NamedClients.open(client);
            if (service.once == null && client.endsWith("async")) {
                service.once = fetcher;
            }
            service.keepCalling(client, () -> fetcher.get(service.address + "/" + client));
        }
        if (args.length > 1) {
            HikariDataSource pool = pool(args[1], args[2]);
            service.keepCalling("database", () -> service.query(pool));
        }
        service.watchPauses();
        System.out.println("ready");
        service.answer();
        System.exit(0);
    }

    private static HikariDataSource pool(String url, String user) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword("");
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }

    private int query(HikariDataSource pool) throws Exception {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.execute("select 1") ? 200 : 500;
        }
    }

    private void keepCalling(String name, Call call) {
        Thread thread = new Thread(() -> callForEver(call), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void callForEver(Call call) {
        while (true) {
            make(call);
            pause(PAUSE_MILLIS);
        }
    }

    private void make(Call call) {
        try {
            int status = call.make();
            if (status != 200) {
                throw new IllegalStateException("status " + status);
            }
        } catch (Exception failure) {
            failures.incrementAndGet();
            firstFailure.compareAndSet("", Thread.currentThread().getName() + ": " + inALine(failure));
        }
        calls.incrementAndGet();
        callsByThread
                .computeIfAbsent(Thread.currentThread(), first -> new AtomicLong())
                .incrementAndGet();
    }

    /** What a call that waited may have waited for: the whole process. */
    private void watchPauses() {
        Thread thread = new Thread(
                () -> {
                    for (long before = System.nanoTime(), now; ; before = now) {
                        pause(PAUSE_MILLIS);
                        now = System.nanoTime();
                        longestPauseNanos.accumulateAndGet(now - before, Math::max);
                    }
                },
                "pauses");
        thread.setDaemon(true);
        thread.start();
    }

    private String failures() {
        long count = failures.get();
        return count + " " + firstFailure.get()
                + (count == 0 ? "" : " longest pause of the process, ns: " + longestPauseNanos);
    }

    /** Whether every caller ends a call that begins from now on: most clients have no limit, and a lost answer never comes. */
    private String awaitEveryCaller() {
        Map<Thread, Long> before = new HashMap<>();
        callsByThread.forEach((thread, ended) -> before.put(thread, ended.get()));
        long startNanos = System.nanoTime();
        for (Map.Entry<Thread, Long> caller : before.entrySet()) {
            while (callsByThread.get(caller.getKey()).get() < caller.getValue() + 2) {
                if (System.nanoTime() - startNanos > MOST_NANOS) {
                    Thread waiting = caller.getKey();
                    return waiting.getName() + " waits: " + Arrays.toString(waiting.getStackTrace());
                }
                pause(PAUSE_MILLIS);
            }
        }
        return "all of " + before.size();
    }

    /** Not the failure itself: it would keep whatever was on the stack. */
    private static String inALine(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString().replaceAll("\\s+", " ");
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void answer() throws Exception {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            System.out.println(answer(question));
        }
    }

    private String answer(String question) throws Exception {
        switch (question) {
            case "calls":
                return Long.toString(calls.get());
            case "every":
                return awaitEveryCaller();
            case "failures":
                return failures();
            case "remember":
                agent = new WeakReference<>(loaderOfAgent());
                return agent.get() == null ? "none" : "remembered";
            case "collected":
                return awaitCollection();
            case "classes":
                return Integer.toString(
                        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
            case "pause":
                return Long.toString(TimeUnit.NANOSECONDS.toMillis(longestPauseNanos.getAndSet(0)));
            case "metaspace":
                System.gc();
                return Long.toString(metaspaceBytes());
            case "threads":
                return threadsThatStay().toString();
            case "beans":
                return beans().toString();
            case "slow":
            case "flaky":
                new Thread(() -> callOnce(question), question).start();
                return "sent";
            case "answer":
                return onceAnswer.get(30, TimeUnit.SECONDS);
            default:
                return "?";
        }
    }

    private void callOnce(String path) {
        try {
            onceAnswer.complete("status " + once.get(address + "/" + path));
        } catch (Exception failure) {
            onceAnswer.complete(failure.toString());
        }
    }

    private static ClassLoader loaderOfAgent() throws ReflectiveOperationException {
        Class<?> bridge;
        try {
            bridge = Class.forName("java.lang.BreakwaterBridge", false, null);
        } catch (ClassNotFoundException never) {
            return null;
        }
        Object guard = bridge.getField("guard").get(null);
        return guard == null ? null : guard.getClass().getClassLoader();
    }

    private String awaitCollection() {
        long startNanos = System.nanoTime();
        while (agent.get() != null && System.nanoTime() - startNanos < IDLE_NANOS) {
            System.gc();
            pause(50);
        }
        return agent.get() == null ? "collected" : "kept";
    }

    private static long metaspaceBytes() {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals("Metaspace")) {
                return pool.getUsage().getUsed();
            }
        }
        return 0;
    }

    /** Those that end are given a moment. */
    private static Set<String> threadsThatStay() {
        for (int look = 0; look < 100 && !threads().isEmpty(); look++) {
            pause(20);
        }
        return threads();
    }

    private static Set<String> threads() {
        Set<String> names = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("breakwater")) {
                names.add(thread.getName());
            }
        }
        return names;
    }

    private static List<String> beans() throws Exception {
        List<String> names = new ArrayList<>();
        for (ObjectName name :
                ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("io.breakwater:*"), null)) {
            names.add(name.toString());
        }
        return names;
    }

    /** Returns a status. */
    private interface Call {
        int make() throws Exception;
    }
}
