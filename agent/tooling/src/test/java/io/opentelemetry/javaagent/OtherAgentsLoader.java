package io.opentelemetry.javaagent;

/** Has a name like that of the loader in which the OpenTelemetry agent keeps its own libraries. */
public final class OtherAgentsLoader extends ClassLoader {}
