package io.breakwater.telemetry.observe;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The operations of one destination: method and shape of the path; of a database, the kind of statement. Bounded, here
 * and over all destinations; what goes beyond is recorded together.
 *
 * <p>Thread-safety: thread-safe; finding a known operation takes no lock and allocates nothing, and neither does finding
 * that there is no room for a new one.
 */
final class OperationTable {
    static final int MOST_OPERATIONS = 64;

    private static final int MOST_NODES = 512;
    private static final int MOST_SEGMENTS = 8;

    private final Function<String, OperationRecorder> newOperation;
    private final AtomicInteger roomForAll;
    private final PathNode root = new PathNode("");
    private volatile int nodes;
    private volatile int operations;
    private volatile @Nullable OperationRecorder others;

    /**
     * @param newOperation makes the recorder of a method
     * @param roomForAll how many more operations of all destinations there may be
     */
    OperationTable(Function<String, OperationRecorder> newOperation, AtomicInteger roomForAll) {
        this.newOperation = newOperation;
        this.roomForAll = roomForAll;
    }

    OperationRecorder find(String method, String path) {
        PathNode node = nodeOf(path);
        OperationRecorder known = node == null ? null : node.operation(method);
        if (known != null) {
            return known;
        }
        OperationRecorder added = node == null || isFull() ? null : add(node, method);
        return added == null ? others() : added;
    }

    private @Nullable PathNode nodeOf(String path) {
        PathNode node = root;
        int length = path.length();
        if (length > 0 && path.charAt(0) != '/') {
            return null; // OPTIONS *, or what is no path at all
        }
        int start = 1;
        for (int depth = 0; start <= length && length > 0; depth++) {
            if (depth == MOST_SEGMENTS) {
                PathNode rest = node.rest();
                return rest != null ? rest : addRest(node);
            }
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? length : slash;
            PathNode child = node.find(path, start, end);
            if (child == null) {
                child = addNode(node, path, start, end);
            }
            if (child == null) {
                return null;
            }
            node = child;
            start = end + 1;
        }
        return node;
    }

    private @Nullable PathNode addNode(PathNode parent, String path, int start, int end) {
        return nodes >= MOST_NODES || isFull() ? null : addNodeNow(parent, path, start, end);
    }

    private synchronized @Nullable PathNode addNodeNow(PathNode parent, String path, int start, int end) {
        PathNode known = parent.find(path, start, end);
        if (known != null || nodes >= MOST_NODES) {
            return known;
        }
        nodes++;
        return parent.add(path, start, end);
    }

    private synchronized @Nullable PathNode addRest(PathNode parent) {
        PathNode known = parent.rest();
        if (known != null || nodes >= MOST_NODES) {
            return known;
        }
        nodes++;
        return parent.addRest();
    }

    private boolean isFull() {
        return operations >= MOST_OPERATIONS || roomForAll.get() <= 0;
    }

    private synchronized @Nullable OperationRecorder add(PathNode node, String method) {
        OperationRecorder known = node.operation(method);
        if (known != null) {
            return known;
        }
        if (isFull() || roomForAll.getAndDecrement() <= 0) {
            return null;
        }
        operations++;
        OperationRecorder added = newOperation.apply(method);
        node.add(added);
        return added;
    }

    private OperationRecorder others() {
        OperationRecorder known = others;
        return known != null ? known : addOthers();
    }

    private synchronized OperationRecorder addOthers() {
        OperationRecorder known = others;
        if (known == null) {
            known = newOperation.apply(OperationRecorder.OTHERS);
            others = known;
        }
        return known;
    }

    /** Tells each operation, the others with an empty template. */
    void each(PathNode.OperationVisitor visitor) {
        root.each("", visitor);
        OperationRecorder rest = others;
        if (rest != null) {
            visitor.visit("", rest);
        }
    }
}
