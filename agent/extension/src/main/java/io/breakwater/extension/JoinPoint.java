package io.breakwater.extension;

import static java.util.Objects.requireNonNull;

/**
 * One method of a client at whose entry the agent asks its adapter. Exact names, never patterns.
 *
 * <p>Thread-safety: immutable.
 */
public final class JoinPoint {
    private final String className;
    private final String methodName;
    private final String descriptor;
    private final String adapterClassName;
    private final String detail;

    private JoinPoint(String className, String methodName, String descriptor, String adapterClassName, String detail) {
        this.className = requireNonNull(className, "className");
        this.methodName = requireNonNull(methodName, "methodName");
        this.descriptor = requireNonNull(descriptor, "descriptor");
        this.adapterClassName = requireNonNull(adapterClassName, "adapterClassName");
        this.detail = requireNonNull(detail, "detail");
    }

    /**
     * @param className of the class that declares the method, with dots: {@code java.net.Socket}
     * @param methodName of an instance method with a body
     * @param descriptor of the method as in the class file: {@code (I)Ljava/lang/String;}
     * @param adapterClassName of an {@link Adapter}
     */
    public static JoinPoint of(String className, String methodName, String descriptor, String adapterClassName) {
        return new JoinPoint(className, methodName, descriptor, adapterClassName, "");
    }

    /** The same, with something that the module has to tell the adapter of it. */
    public JoinPoint with(String moreDetail) {
        return new JoinPoint(className, methodName, descriptor, adapterClassName, moreDetail);
    }

    public String className() {
        return className;
    }

    public String methodName() {
        return methodName;
    }

    public String descriptor() {
        return descriptor;
    }

    public String adapterClassName() {
        return adapterClassName;
    }

    /** What the module tells the adapter; empty if nothing. */
    public String detail() {
        return detail;
    }

    @Override
    public String toString() {
        return className + "." + methodName + descriptor;
    }
}
