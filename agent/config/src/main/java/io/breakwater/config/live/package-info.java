/**
 * The configuration in force, and how it is replaced while the application runs.
 *
 * <p>{@link io.breakwater.config.live.LiveConfiguration} is asked for it and told to look;
 * {@link io.breakwater.config.live.SourceWatch} says what is new at the source and has settled. Neither has a thread or a
 * clock of its own.
 */
package io.breakwater.config.live;
