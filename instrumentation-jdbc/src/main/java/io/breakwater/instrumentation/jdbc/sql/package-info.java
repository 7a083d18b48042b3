/**
 * What the text of a statement proves: that it only reads, or that it leaves the transaction alone.
 *
 * <p>{@link io.breakwater.instrumentation.jdbc.sql.StatementClassifier} is the entry. Everything works by permission: a
 * word in front of a parenthesis, an operator, a type, a first word must be known, and whatever two servers or two settings
 * of one server could read in different ways proves nothing.
 *
 * <p>A name is taken for what the product itself gives it to. The text does not show that a view, a computed column, a
 * row policy, an overloaded built-in function or operator, or a function called in the notation of a column (PostgreSQL's
 * {@code row.function}) does more than read; the definitions of the database would be needed for that.
 */
package io.breakwater.instrumentation.jdbc.sql;
