/**
 * What we know of each driver: its classes, its means against a slow or silent peer, its properties. Names alone, so that
 * no driver has to be there, and no class of java.sql.
 */
package io.breakwater.instrumentation.jdbc.driver;
