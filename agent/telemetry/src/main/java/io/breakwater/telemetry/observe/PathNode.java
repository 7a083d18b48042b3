package io.breakwater.telemetry.observe;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A segment of the paths of one destination, in a tree of them. A segment with too many names below it is taken for what
 * holds the names of single things, whatever they look like: they all become one.
 *
 * <p>Thread-safety: looking takes no lock; nodes are added under that of {@link OperationTable}, copied on write.
 */
final class PathNode {
    /** More names than this below one segment are no names of routes. */
    static final int MOST_NAMES = 24;

    private static final PathNode[] NOTHING = {};

    private final String segment;
    private volatile PathNode[] names = NOTHING;
    private volatile @Nullable PathNode id;
    private volatile @Nullable PathNode rest;
    private volatile boolean crowded;
    private volatile OperationRecorder[] operations = {};

    PathNode(String segment) {
        this.segment = segment;
    }

    /** The child that stands for a segment, or null if there is none yet. */
    @Nullable
    PathNode find(String path, int start, int end) {
        if (!crowded) {
            for (PathNode name : names) {
                if (name.segment.length() == end - start && path.startsWith(name.segment, start)) {
                    return name;
                }
            }
        }
        return crowded || PathSegments.isId(path, start, end) ? id : null;
    }

    PathNode add(String path, int start, int end) {
        if (!crowded && !PathSegments.isId(path, start, end)) {
            if (names.length < MOST_NAMES) {
                PathNode name = new PathNode(path.substring(start, end));
                PathNode[] more = Arrays.copyOf(names, names.length + 1);
                more[names.length] = name;
                names = more;
                return name;
            }
            crowded = true;
        }
        PathNode known = id;
        if (known == null) {
            known = new PathNode(PathSegments.ID);
            id = known;
        }
        return known;
    }

    /** What stands for everything below, however deep. */
    @Nullable
    PathNode rest() {
        return rest;
    }

    PathNode addRest() {
        PathNode added = new PathNode("**");
        rest = added;
        return added;
    }

    /** Nearly always the same object stands for the same method. */
    @SuppressWarnings("ReferenceEquality")
    @Nullable
    OperationRecorder operation(String method) {
        OperationRecorder[] known = operations;
        for (OperationRecorder operation : known) {
            if (operation.method() == method) {
                return operation;
            }
        }
        for (OperationRecorder operation : known) {
            if (operation.method().equals(method)) {
                return operation;
            }
        }
        return null;
    }

    void add(OperationRecorder operation) {
        OperationRecorder[] more = Arrays.copyOf(operations, operations.length + 1);
        more[operations.length] = operation;
        operations = more;
    }

    /** Tells each operation with the template of its path, in which the names below a crowded segment are not told. */
    void each(String template, OperationVisitor visitor) {
        for (OperationRecorder operation : operations) {
            visitor.visit(template.isEmpty() ? "/" : template, operation);
        }
        for (PathNode name : names) {
            name.each(template + "/" + (crowded ? PathSegments.ID : name.segment), visitor);
        }
        descend(id, template, visitor);
        descend(rest, template, visitor);
    }

    private static void descend(@Nullable PathNode child, String template, OperationVisitor visitor) {
        if (child != null) {
            child.each(template + "/" + child.segment, visitor);
        }
    }

    void eachOperation(Consumer<OperationRecorder> action) {
        each("", (template, operation) -> action.accept(operation));
    }

    /** Is told of operations. */
    @FunctionalInterface
    interface OperationVisitor {
        void visit(String template, OperationRecorder operation);
    }
}
