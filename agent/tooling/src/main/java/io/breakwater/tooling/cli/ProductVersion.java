package io.breakwater.tooling.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the jar. */
final class ProductVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = ProductVersion.class.getPackage().getImplementationVersion();
        return new String[] {"Breakwater " + (version == null ? "(development build)" : version)};
    }
}
