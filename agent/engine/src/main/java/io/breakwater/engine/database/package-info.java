/**
 * What the URL of a database driver says about whom a call goes to, and what is known of the products whose drivers are
 * known. Names alone; no class of a driver or of java.sql.
 */
package io.breakwater.engine.database;
