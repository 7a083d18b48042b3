package io.breakwater.instrumentation.jdbc.driver;

import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.BATCH;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.ofStatement;
import static io.breakwater.instrumentation.jdbc.driver.StatementMethod.prepared;

/** Derby, in process and over the network. Thread-safety: immutable. */
final class DerbyDriver {
    static final DriverFacts FACTS = DriverFacts.of("Derby")
            .statement("org.apache.derby.impl.jdbc.EmbedStatement", ofStatement())
            .statement("org.apache.derby.impl.jdbc.EmbedPreparedStatement", prepared())
            .connection("org.apache.derby.impl.jdbc.EmbedConnection")
            .statement("org.apache.derby.client.am.ClientStatement", ofStatement())
            .statement("org.apache.derby.client.am.ClientPreparedStatement", prepared(), BATCH)
            .connection("org.apache.derby.client.am.ClientConnection")
            // To 10.14, then later.
            .driver("org.apache.derby.jdbc.AutoloadedDriver")
            .driver("org.apache.derby.jdbc.EmbeddedDriver")
            .driver("org.apache.derby.jdbc.InternalDriver")
            .driver("org.apache.derby.jdbc.ClientDriver")
            .driver("org.apache.derby.iapi.jdbc.AutoloadedDriver")
            .driver("org.apache.derby.iapi.jdbc.InternalDriver")
            .driver("org.apache.derby.client.ClientAutoloadedDriver")
            .build();

    private DerbyDriver() {}
}
