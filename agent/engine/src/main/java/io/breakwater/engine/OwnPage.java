package io.breakwater.engine;

/**
 * Marks a handler that answers for the agent itself, in a server that our own adapters cover as well: whoever reads its page
 * asks the application for nothing. The counterpart of {@link OwnThread}.
 */
public interface OwnPage {}
