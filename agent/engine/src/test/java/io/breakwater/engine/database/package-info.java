/** Tests of what is read from a database's URL. */
package io.breakwater.engine.database;
