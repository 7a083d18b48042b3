package io.breakwater.instrumentation.jdbc.driver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the adapters know of one driver. The values were measured with the driver itself; where nothing stands, the
 * driver has no such means.
 *
 * <p>Thread-safety: immutable once built.
 */
public final class DriverFacts {

    /** How a limit on the execution of one statement is set. */
    public enum QueryLimit {
        /** {@code setQueryTimeout} does not end what executes. */
        NONE,
        /** {@code setQueryTimeout}, for the statement. */
        OF_STATEMENT,
        /** {@code setQueryTimeout}, which holds for all statements of the connection. */
        OF_CONNECTION
    }

    /** Whose numbers {@code SQLException.getErrorCode} gives. */
    public enum VendorCodes {
        /** Nobody's that we rely on: the state says it. */
        NONE,
        MYSQL,
        SQL_SERVER,
        ORACLE
    }

    /** What {@code setNetworkTimeout} does. */
    public enum NetworkLimit {
        /** Nothing, or it throws. */
        NONE,
        /** Ends a read after that time, and the connection with it. */
        EXACT,
        /** The same, except for a statement that was cancelled meanwhile: its connection stays, and waits for the reply. */
        KEPT_WHEN_CANCELLED,
        /**
         * Not asked: {@code abort} frees whoever reads, at once, and costs nothing where it is not needed. A timeout of the
         * socket has each read ask the system three times instead of once.
         */
        ABORT;

        /** True if it is set on the connection, and has to be put back. */
        public boolean isOfConnection() {
            return this == EXACT || this == KEPT_WHEN_CANCELLED;
        }
    }

    private final String name;
    private final Map<String, Set<StatementMethod>> statements;
    private final List<String> connections;
    private final List<String> parameters;
    private final Map<String, List<String>> drivers;
    private final Map<String, DataSourceFacts> dataSources;
    private final QueryLimit queryLimit;
    private final NetworkLimit networkLimit;
    private final VendorCodes vendorCodes;
    private final @Nullable String millisClass;
    private final List<LoginProperty> loginProperties;
    private final @Nullable String keepAlive;
    private final @Nullable String transactionStateMethod;
    private final @Nullable String autoCommitQuery;
    private final boolean timedByServer;

    private DriverFacts(Builder builder) {
        this.name = builder.name;
        this.statements = Collections.unmodifiableMap(builder.statements);
        this.connections = Collections.unmodifiableList(builder.connections);
        this.parameters = Collections.unmodifiableList(builder.parameters);
        this.drivers = Collections.unmodifiableMap(builder.drivers);
        this.dataSources = Collections.unmodifiableMap(builder.dataSources);
        this.queryLimit = builder.queryLimit;
        this.networkLimit = builder.networkLimit;
        this.vendorCodes = builder.vendorCodes;
        this.millisClass = builder.millisClass;
        this.loginProperties = Collections.unmodifiableList(builder.loginProperties);
        this.keepAlive = builder.keepAlive;
        this.transactionStateMethod = builder.transactionStateMethod;
        this.autoCommitQuery = builder.autoCommitQuery;
        this.timedByServer = builder.timedByServer;
    }

    static Builder of(String name) {
        return new Builder(name);
    }

    /** For people: {@code PostgreSQL}. */
    public String name() {
        return name;
    }

    /** The classes that execute, and what each declares. */
    public Map<String, Set<StatementMethod>> statements() {
        return statements;
    }

    /** The classes that declare {@code prepareStatement} and {@code prepareCall}. */
    public List<String> connections() {
        return connections;
    }

    /** The classes that declare methods of {@link ParameterMethod}, if the driver {@link #keepsParameters}. */
    public List<String> parameters() {
        return parameters;
    }

    /**
     * True if a prepared statement whose execution has failed still has the parameters that it was given, as measured with
     * a real server, and if we see each that may be good for one execution only.
     */
    public boolean keepsParameters() {
        return !parameters.isEmpty();
    }

    /** The classes that declare {@code connect(String, Properties)}, and what it returns: internal names. */
    public Map<String, List<String>> drivers() {
        return drivers;
    }

    /** The data sources that connect without the driver's {@code connect}. */
    public Map<String, DataSourceFacts> dataSources() {
        return dataSources;
    }

    public DataSourceFacts dataSource(String className) {
        DataSourceFacts facts = dataSources.get(className);
        if (facts == null) {
            throw new IllegalArgumentException(className + " (expected: a data source of " + name + ")");
        }
        return facts;
    }

    public QueryLimit queryLimit() {
        return queryLimit;
    }

    public NetworkLimit networkLimit() {
        return networkLimit;
    }

    public VendorCodes vendorCodes() {
        return vendorCodes;
    }

    /** The class with {@code getQueryTimeoutMs} and {@code setQueryTimeoutMs}, or null if there are only seconds. */
    public @Nullable String millisClass() {
        return millisClass;
    }

    public List<LoginProperty> loginProperties() {
        return loginProperties;
    }

    /** The property that makes the system look whether the peer is still there, or null if it is so anyway. */
    public @Nullable String keepAlive() {
        return keepAlive;
    }

    /**
     * The method of a connection that says {@code IDLE} unless it is in a transaction, or null: then auto-commit tells, and
     * the texts that were seen.
     */
    public @Nullable String transactionStateMethod() {
        return transactionStateMethod;
    }

    /**
     * What tells 1 if the server commits each statement by itself, or null: then the driver tells. Settings of a session can
     * have the two think differently.
     */
    public @Nullable String autoCommitQuery() {
        return autoCommitQuery;
    }

    /**
     * True if a query timeout is put before the text, for the server to keep: it counts until the last row has been fetched,
     * and the server does not know a text again that has it load a file.
     */
    public boolean isTimedByServer() {
        return timedByServer;
    }

    /** True if any of the classes is named so. */
    boolean mentions(String className) {
        return statements.containsKey(className)
                || connections.contains(className)
                || parameters.contains(className)
                || drivers.containsKey(className)
                || dataSources.containsKey(className);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Not thread-safe. */
    static final class Builder {
        private static final String CONNECTION = "java/sql/Connection";

        private final String name;
        private final Map<String, Set<StatementMethod>> statements = new LinkedHashMap<>();
        private final List<String> connections = new ArrayList<>();
        private final List<String> parameters = new ArrayList<>();
        private final Map<String, List<String>> drivers = new LinkedHashMap<>();
        private final Map<String, DataSourceFacts> dataSources = new LinkedHashMap<>();
        private final List<LoginProperty> loginProperties = new ArrayList<>();
        private QueryLimit queryLimit = QueryLimit.OF_STATEMENT;
        private NetworkLimit networkLimit = NetworkLimit.NONE;
        private VendorCodes vendorCodes = VendorCodes.NONE;
        private @Nullable String millisClass;
        private @Nullable String keepAlive;
        private @Nullable String transactionStateMethod;
        private @Nullable String autoCommitQuery;
        private boolean timedByServer;

        private Builder(String name) {
            this.name = name;
        }

        Builder statement(String className, Set<StatementMethod> methods) {
            statements.put(className, Collections.unmodifiableSet(methods));
            return this;
        }

        Builder statement(
                String className, Set<StatementMethod> methods, StatementMethod first, StatementMethod... more) {
            Set<StatementMethod> all = EnumSet.of(first, more);
            all.addAll(methods);
            return statement(className, all);
        }

        Builder statement(String className, StatementMethod first, StatementMethod... more) {
            return statement(className, EnumSet.of(first, more));
        }

        Builder connection(String className) {
            connections.add(className);
            return this;
        }

        /** Only of a driver that was seen to keep the parameters of an execution that failed. */
        Builder parameters(String... classNames) {
            parameters.addAll(Arrays.asList(classNames));
            return this;
        }

        Builder driver(String className) {
            drivers.put(className, Collections.singletonList(CONNECTION));
            return this;
        }

        /** One whose method returns its own type, and which has a bridge to it. */
        Builder driver(String className, String returned) {
            drivers.put(className, Arrays.asList(CONNECTION, returned));
            return this;
        }

        Builder dataSource(String className, DataSourceFacts facts) {
            dataSources.put(className, facts);
            return this;
        }

        Builder vendorCodes(VendorCodes value) {
            vendorCodes = value;
            return this;
        }

        Builder queryLimit(QueryLimit value) {
            queryLimit = value;
            return this;
        }

        Builder networkLimit(NetworkLimit value) {
            networkLimit = value;
            return this;
        }

        Builder millisOf(String className) {
            millisClass = className;
            return this;
        }

        Builder login(LoginProperty property) {
            loginProperties.add(property);
            return this;
        }

        Builder keepAlive(String property) {
            keepAlive = property;
            return this;
        }

        Builder transactionState(String method) {
            transactionStateMethod = method;
            return this;
        }

        Builder autoCommitQuery(String text) {
            autoCommitQuery = text;
            return this;
        }

        Builder timedByServer() {
            timedByServer = true;
            return this;
        }

        DriverFacts build() {
            return new DriverFacts(this);
        }
    }
}
