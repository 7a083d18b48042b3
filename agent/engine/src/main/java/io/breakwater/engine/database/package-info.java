/** What the URL of a database driver says about whom a call goes to. Pure text; nothing here knows a driver. */
package io.breakwater.engine.database;
