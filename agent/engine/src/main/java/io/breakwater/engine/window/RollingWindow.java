package io.breakwater.engine.window;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * The last so many nanoseconds, in at most ten buckets. A bucket as a whole joins and leaves, so that the window holds
 * between nine tenths and all of its length.
 *
 * <p>Thread-safety: thread-safe, lock-free: all state is in {@code buckets} and in the buckets' own counters. Time:
 * nanoseconds of the caller's clock, compared by subtraction only.
 *
 * <p>Source: the rolling counters of Hystrix and Armeria, with the ring made an immutable array that one compare-and-set
 * replaces.
 *
 * @param <B> the buckets
 */
public final class RollingWindow<B extends Bucket> {
    // No count is lost. Whoever finds the newest bucket too old puts a fresh one in front; whoever loses that race uses
    // the winner's. A thread that was held up between reading the array and counting adds to the bucket of its own
    // time,
    // which is either still in the window or rightly forgotten. Nothing is allocated but a bucket and an array, at most
    // ten times per window length.

    private static final int BUCKETS = 10;
    private static final Bucket[] EMPTY = {};

    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<RollingWindow, Bucket[]> BUCKETS_UPDATER =
            AtomicReferenceFieldUpdater.newUpdater(RollingWindow.class, Bucket[].class, "buckets");

    private final long bucketNanos;
    private final LongFunction<B> newBucket;

    /** Newest first; never changed in place. Written by the thread that rolls the window; a stale read costs a retry. */
    private volatile Bucket[] buckets = EMPTY;

    /**
     * @param windowNanos at least 1
     * @param newBucket makes an empty bucket from the time of its start
     */
    public RollingWindow(long windowNanos, LongFunction<B> newBucket) {
        this.bucketNanos = (windowNanos - 1) / BUCKETS + 1;
        this.newBucket = newBucket;
    }

    /** The bucket to count in. A clock reading that is older than the newest bucket counts in that one. */
    public B bucketAt(long nowNanos) {
        Bucket[] current = buckets;
        return holds(nowNanos, current) ? own(current[0]) : roll(nowNanos);
    }

    /** Apart from the common case, so that the JIT can copy that one into its callers. */
    private B roll(long nowNanos) {
        while (true) {
            Bucket[] current = buckets;
            if (holds(nowNanos, current)) {
                return own(current[0]);
            }
            B fresh = newBucket.apply(startOfBucketAt(nowNanos, current));
            if (BUCKETS_UPDATER.compareAndSet(this, current, withNewest(fresh, current, nowNanos))) {
                return fresh;
            }
        }
    }

    private boolean holds(long nowNanos, Bucket[] current) {
        return current.length > 0 && current[0].ageNanos(nowNanos) < bucketNanos;
    }

    /** The sum of one counter over the window. Concurrent counting may or may not be in it. */
    public long sum(long nowNanos, ToLongFunction<? super B> counter) {
        long sum = 0;
        for (Bucket bucket : buckets) {
            if (isLive(bucket, nowNanos)) {
                sum += counter.applyAsLong(own(bucket));
            }
        }
        return sum;
    }

    /** Buckets start at multiples of their length after each other, so that at most ten are live. */
    private long startOfBucketAt(long nowNanos, Bucket[] current) {
        return current.length == 0 ? nowNanos : nowNanos - current[0].ageNanos(nowNanos) % bucketNanos;
    }

    private Bucket[] withNewest(B fresh, Bucket[] current, long nowNanos) {
        int live = 0;
        while (live < current.length && isLive(current[live], nowNanos)) {
            live++;
        }
        Bucket[] next = new Bucket[live + 1];
        next[0] = fresh;
        System.arraycopy(current, 0, next, 1, live);
        return next;
    }

    private boolean isLive(Bucket bucket, long nowNanos) {
        return bucket.ageNanos(nowNanos) / BUCKETS < bucketNanos;
    }

    @SuppressWarnings("unchecked") // only buckets made by newBucket are ever stored
    private B own(Bucket bucket) {
        return (B) bucket;
    }
}
