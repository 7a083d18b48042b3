package io.breakwater.smoke.chain;

/** Services that set up OpenTelemetry by themselves. */
class ChainWithAnSdkIT extends ChainSpec {
    ChainWithAnSdkIT() {
        super(Telemetry.OWN_SDK);
    }
}
