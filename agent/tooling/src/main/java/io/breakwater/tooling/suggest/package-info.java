/**
 * Settings learned from what was observed: {@link io.breakwater.tooling.suggest.Suggester} makes a {@link
 * io.breakwater.tooling.suggest.Suggestion}, and this is written as a configuration, with the reason of each value. The
 * formulas and their sources are in decision 36 and in {@code docs/suggest.md}.
 */
package io.breakwater.tooling.suggest;
