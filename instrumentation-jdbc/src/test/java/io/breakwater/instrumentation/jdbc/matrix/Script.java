package io.breakwater.instrumentation.jdbc.matrix;

import io.breakwater.instrumentation.jdbc.kit.Agent;

/** How a fault is brought about, and what must be seen of it. */
interface Script {
    Seen play(Stage stage, Agent agent) throws Exception;
}
