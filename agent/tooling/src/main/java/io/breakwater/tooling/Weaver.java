package io.breakwater.tooling;

import io.breakwater.telemetry.tracing.ApiSightings;
import io.breakwater.tooling.control.ManagementSighting;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the entry hook into the methods of the site table, and leaves every other class alone after one look-up of its
 * name. ASM is loaded by the first class that matches.
 *
 * <p>Thread-safety: thread-safe. Errors: never throws; a class that cannot be woven stays as it is, with one line on the
 * log.
 */
final class Weaver implements ClassFileTransformer {
    private static final String OTHER_AGENT = "io.opentelemetry.javaagent.";

    private final SiteTable sites;
    private final NamedClasses named;
    private final ApiSightings sightings;
    private final Woven woven = new Woven();
    private final ManagementSighting management;
    private final AgentLog log;

    /**
     * @param sightings told of every class
     * @param management the same
     */
    Weaver(SiteTable sites, NamedClasses named, ApiSightings sightings, ManagementSighting management, AgentLog log) {
        this.sites = sites;
        this.named = named;
        this.sightings = sightings;
        this.management = management;
        this.log = log;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> classBeingRedefined,
            @Nullable ProtectionDomain protectionDomain,
            byte[] classFile) {
        if (className == null) {
            return null;
        }
        sightings.onClass(loader, className);
        management.onClass(className);
        List<Site> here = sites.sitesIn(className);
        return here == null || isOtherAgents(loader) ? null : weave(className, here, classFile);
    }

    /** What has been woven so far. */
    Woven woven() {
        return woven;
    }

    /** The OpenTelemetry agent brings a client of its own, under its own name: what it sends is nobody's call. */
    private static boolean isOtherAgents(@Nullable ClassLoader loader) {
        return loader != null && loader.getClass().getName().startsWith(OTHER_AGENT);
    }

    private byte @Nullable [] weave(String className, List<Site> here, byte[] classFile) {
        try {
            byte[] hooked = EntryHook.into(classFile, here);
            if (!sites.namedClasses().isEmpty()) {
                named.onLoaded(className, hooked != null || EntryHook.isIn(classFile));
            }
            if (hooked != null) {
                woven.add(here.get(0).client(), className);
            }
            return hooked;
        } catch (Throwable refused) {
            log.warn(className.replace('/', '.') + " is not guarded: its class file cannot be woven: " + refused);
            return null;
        }
    }
}
