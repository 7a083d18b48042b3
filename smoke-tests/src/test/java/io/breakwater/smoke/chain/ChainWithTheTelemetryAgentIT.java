package io.breakwater.smoke.chain;

/** The OpenTelemetry agent everywhere. */
class ChainWithTheTelemetryAgentIT extends ChainSpec {
    ChainWithTheTelemetryAgentIT() {
        super(Telemetry.AGENT);
    }
}
