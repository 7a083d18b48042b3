/** Chains of services in JVMs of their own: what deadlines and traces do from the entry to the database. */
package io.breakwater.smoke.chain;
