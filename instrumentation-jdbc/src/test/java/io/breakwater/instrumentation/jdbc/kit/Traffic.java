package io.breakwater.instrumentation.jdbc.kit;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The rules that all connections of a proxy keep, and what they have carried.
 *
 * <p>A direction of a connection that has lost bytes loses all that follow: the receiver would take the next ones for those
 * that are missing, which no network does.
 *
 * <p>Thread-safety: thread-safe; whoever waits for leave holds no lock.
 */
final class Traffic {
    enum Direction {
        REQUESTS,
        REPLIES
    }

    private final Map<Direction, Flow> flows = new EnumMap<>(Direction.class);
    private final Map<Direction, Long> passedBytes = new EnumMap<>(Direction.class);
    private long delayNanos;
    private long requests;
    private long lostBytes;
    private boolean losesNextReply;
    /** How often a limit was set: a connection that knows an older number starts to count anew. */
    private int limitNumber;

    private long limitBytes;

    Traffic() {
        for (Direction direction : Direction.values()) {
            flows.put(direction, Flow.PASS);
            passedBytes.put(direction, 0L);
        }
        limitBytes = Long.MAX_VALUE;
    }

    synchronized void set(Flow requests, Flow replies) {
        flows.put(Direction.REQUESTS, requests);
        flows.put(Direction.REPLIES, replies);
        if (requests == Flow.PASS && replies == Flow.PASS) {
            losesNextReply = false;
            limitBytes = Long.MAX_VALUE;
            delayNanos = 0;
        }
        notifyAll();
    }

    synchronized void delay(long nanos) {
        delayNanos = nanos;
    }

    synchronized void loseNextReply() {
        losesNextReply = true;
    }

    synchronized void loseRepliesAfter(long bytes) {
        limitNumber++;
        limitBytes = bytes;
    }

    /**
     * Waits until bytes that have arrived may go on.
     *
     * @return how many of them, from the first on
     */
    synchronized int admit(Direction direction, int bytes, ProxiedConnection.Side side) throws InterruptedException {
        requests += direction == Direction.REQUESTS ? 1 : 0;
        long dueNanos = System.nanoTime() + delayNanos;
        while (!side.isClosed() && flows.get(direction) == Flow.HOLD) {
            wait();
        }
        for (long nanos = dueNanos - System.nanoTime();
                nanos > 0 && !side.isClosed();
                nanos = dueNanos - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, 1_000_000));
        }
        int admitted = side.isClosed() ? 0 : admissible(direction, bytes, side);
        passedBytes.merge(direction, (long) admitted, Long::sum);
        lostBytes += bytes - admitted;
        return admitted;
    }

    private int admissible(Direction direction, int bytes, ProxiedConnection.Side side) {
        if (direction == Direction.REQUESTS && losesNextReply) {
            losesNextReply = false;
            side.other().loseAll();
        }
        if (flows.get(direction) == Flow.LOSE) {
            side.loseAll();
        }
        if (side.losesAll()) {
            return 0;
        }
        if (direction == Direction.REQUESTS) {
            return bytes;
        }
        long leftBytes = limitBytes - side.countedSince(limitNumber);
        if (leftBytes < bytes) {
            side.loseAll();
        }
        int admitted = (int) Math.min(leftBytes, bytes);
        side.count(admitted);
        return admitted;
    }

    /**
     * Waits until the end of a direction may be passed on: as the bytes do, it may wait or be lost. Returns also when it
     * does not matter any more, because the other direction has ended or the proxy was closed.
     *
     * @return whether this was the last of the connection's two directions to end
     */
    synchronized boolean awaitEnd(Direction direction, ProxiedConnection.Side side) throws InterruptedException {
        side.end();
        notifyAll();
        while (!side.isClosed() && !side.other().hasEnded() && (side.losesAll() || flows.get(direction) != Flow.PASS)) {
            wait();
        }
        return side.other().hasEnded();
    }

    synchronized void wake() {
        notifyAll();
    }

    synchronized long passedBytes(Direction direction) {
        return passedBytes.get(direction);
    }

    synchronized long requests() {
        return requests;
    }

    synchronized long lostBytes() {
        return lostBytes;
    }
}
