package io.breakwater.smoke.chain;

/** No OpenTelemetry at all: what is exported is ours. */
class ChainAloneIT extends ChainSpec {
    ChainAloneIT() {
        super(Telemetry.NONE);
    }
}
