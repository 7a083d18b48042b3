package io.breakwater.engine.retry;

import io.breakwater.engine.policy.BudgetPolicy;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * Bounds the load that retries add to a destination: the calls of the last window pay for a share of themselves in
 * retries, and a few per second are free. One budget per destination, whatever asks for the retries.
 *
 * <p>However long an outage lasts, attempts stay below calls x (1 + percent / 100) + minPerSecond x (its length + one
 * window).
 *
 * <p>Thread-safety: thread-safe, lock-free: what is replaced together is in {@code account}. Time: nanoseconds given by
 * the caller. Errors: never throws.
 *
 * <p>Source: Finagle's {@code RetryBudget}; names from Gateway API GEP-3388.
 */
public final class RetryBudget {
    private static final AtomicReferenceFieldUpdater<RetryBudget, Account> ACCOUNT =
            AtomicReferenceFieldUpdater.newUpdater(RetryBudget.class, Account.class, "account");

    /** Replaced by reload alone. A stale read books one call or retry in the older account. */
    private volatile Account account;

    public RetryBudget(BudgetPolicy policy) {
        this.account = new Account(
                policy,
                new RetryShare(policy.percent(), policy.windowNanos()),
                new RetryFloor(policy.minPerSecond(), policy.windowNanos()));
    }

    /** Books a call; to be called once per call, however many attempts it takes. */
    public void deposit(long nowNanos) {
        account.share.addCall(nowNanos);
    }

    /** Books a retry; false if there is nothing left to pay for it. */
    public boolean tryWithdraw(long nowNanos) {
        Account current = account;
        return current.share.tryTake(nowNanos) || current.floor.tryTake(nowNanos);
    }

    /** Retries that could be withdrawn now, with the fraction of the next. */
    public double balance(long nowNanos) {
        Account current = account;
        return Math.max(0, current.share.balance(nowNanos)) + current.floor.balance(nowNanos);
    }

    /** Goes on under another policy, with what is left, as far as the new limits have room for it. */
    public void configure(BudgetPolicy next, long nowNanos) {
        Account current = account;
        while (current.policy != next && !ACCOUNT.compareAndSet(this, current, current.under(next, nowNanos))) {
            current = account;
        }
    }

    private static final class Account {
        final BudgetPolicy policy;
        final RetryShare share;
        final RetryFloor floor;

        Account(BudgetPolicy policy, RetryShare share, RetryFloor floor) {
            this.policy = policy;
            this.share = share;
            this.floor = floor;
        }

        Account under(BudgetPolicy next, long nowNanos) {
            RetryShare nextShare = next.windowNanos() == policy.windowNanos()
                    ? share.withPercent(next.percent())
                    : share.withWindow(next.percent(), next.windowNanos(), nowNanos);
            RetryFloor nextFloor = new RetryFloor(next.minPerSecond(), next.windowNanos());
            nextFloor.inherit(floor.balance(nowNanos), nowNanos);
            return new Account(next, nextShare, nextFloor);
        }
    }
}
