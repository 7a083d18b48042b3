package io.breakwater.instrumentation.frameworks;

/** The two calls that an application makes with a framework. Each gives the body, or throws what the framework throws. */
interface Framework extends AutoCloseable {

    String get();

    String post(String body);

    @Override
    void close() throws Exception;
}
