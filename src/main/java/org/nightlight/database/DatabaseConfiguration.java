package org.nightlight.database;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    @Bean(destroyMethod = "close")
    DatabaseServer databaseServer(
            @Value("${nightlight.database.url}") String url, @Value("${nightlight.data}") String data) {
        return DatabaseServer.start(url, Path.of(data));
    }

    @Bean(destroyMethod = "close")
    DatabaseConnections databaseConnections(
            DatabaseServer server, @Value("${nightlight.database.connections}") int connections) {
        return new DatabaseConnections(server, connections);
    }

    @Bean(destroyMethod = "")
    DataSource dataSource(DatabaseConnections connections) {
        return connections.dataSource();
    }

    @Bean
    PlatformTransactionManager transactionManager(DatabaseConnections connections) {
        return connections.transactions();
    }

    @Bean
    DSLContext sql(DatabaseConnections connections) {
        return connections.sql();
    }

    @Bean
    Database database(DatabaseConnections connections) {
        return connections.database();
    }

    /** A quarter of the connections, so that no search takes what an answer needs. */
    @Bean
    Searches searches(DatabaseConnections connections, @Value("${nightlight.database.connections}") int all) {
        return new Searches(connections.database(), connections.sql(), all / 4);
    }

    @Bean(destroyMethod = "")
    Wakeups wakeups(DatabaseConnections connections) {
        return connections.wakeups();
    }
}
