package org.nightlight.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;

/** A pool of connections and what is spoken over it: one wiring for the desk, the command line and the tests. */
public final class DatabaseConnections implements AutoCloseable {
    private final HikariDataSource pool;
    private final PlatformTransactionManager transactions;
    private final DSLContext sql;
    private final Database database;
    private final Wakeups wakeups;

    public DatabaseConnections(DatabaseServer server, int connections) {
        this.pool = server.pool(connections);
        this.transactions = new DataSourceTransactionManager(pool);
        this.sql = DSL.using(
                new TransactionAwareDataSourceProxy(pool),
                SQLDialect.POSTGRES,
                new Settings().withRenderSchema(false).withExecuteLogging(false).withCacheRecordMappers(true));
        this.database = new Database(sql, transactions);
        this.wakeups = new Wakeups(pool, server.address());
    }

    public DataSource dataSource() {
        return pool;
    }

    public PlatformTransactionManager transactions() {
        return transactions;
    }

    /** Statements within the transaction that {@link Database} has opened on this thread. */
    public DSLContext sql() {
        return sql;
    }

    public Database database() {
        return database;
    }

    public Wakeups wakeups() {
        return wakeups;
    }

    @Override
    public void close() {
        wakeups.close();
        pool.close();
    }
}
