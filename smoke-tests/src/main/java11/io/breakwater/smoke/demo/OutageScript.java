package io.breakwater.smoke.demo;

import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.Request;
import io.breakwater.smoke.server.Script;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Of each hundred requests 94 get an answer in 10 to 29 ms, 5 a 503, and one a stall of seconds. In the outage, of each
 * ten, six get a 503, two a reset, and two nothing at all until it is over.
 *
 * <p>The clock starts with the first request for a price; what else is asked for gets an answer at once. The order
 * within a hundred is shuffled with a fixed seed: every run meets exactly the same shares.
 *
 * <p>Thread-safety: thread-safe.
 */
final class OutageScript implements Script {
    private static final int BLOCK = 100;
    private static final long SEED = 20_260;

    private final Plan plan;
    private int inBlock;
    private List<Integer> block = List.of();
    private final Random random = new Random(SEED);
    private int inOutage;
    private long zeroMillis;

    OutageScript(Plan plan) {
        this.plan = plan;
    }

    @Override
    public synchronized Answer answer(Request request) {
        if (!request.target().equals("/price")) {
            return Answer.status(200);
        }
        if (zeroMillis == 0) {
            zeroMillis = request.arrivedMillis();
        }
        long now = request.arrivedMillis() - zeroMillis;
        return plan.isOutage(now) ? outage(plan.outageEndMillis() - now) : flaky();
    }

    private Answer outage(long leftMillis) {
        int next = inOutage++ % 10;
        if (next == 2 || next == 7) {
            return Answer.reset();
        }
        return next == 4 || next == 9
                ? Answer.silence(leftMillis)
                : Answer.status(503).after(5);
    }

    private Answer flaky() {
        int next = next();
        if (next == 0) {
            return price().after(Plan.STALL_MILLIS);
        }
        return next <= 5 ? Answer.status(503).after(5) : price().after(10 + next % 20);
    }

    private static Answer price() {
        return Answer.status(200).body("{\"price\": 42}\n");
    }

    private int next() {
        if (inBlock == block.size()) {
            block = new ArrayList<>(BLOCK);
            for (int i = 0; i < BLOCK; i++) {
                block.add(i);
            }
            Collections.shuffle(block, random);
            inBlock = 0;
        }
        return block.get(inBlock++);
    }
}
