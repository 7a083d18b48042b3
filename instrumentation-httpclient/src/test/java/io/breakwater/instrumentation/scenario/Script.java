package io.breakwater.instrumentation.scenario;

/** What happens in a scenario, and what must hold. */
@FunctionalInterface
interface Script {

    /** @return what was seen, in a few words that are the same in every run: {@code 3 requests, 503} */
    String play(Stage stage) throws Exception;
}
