/**
 * From a YAML file to immutable policies.
 *
 * <p>{@link io.breakwater.config.ConfigurationLoader} reads the file into values that know their line and column, lays
 * the overrides over them, checks everything against {@link io.breakwater.config.ConfigOptions}, and reports all
 * problems at once. Only a configuration without problems comes into force.
 */
package io.breakwater.config;
