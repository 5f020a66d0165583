package org.nightlight.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jooq.Configuration;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jooq.impl.DefaultExecuteListenerProvider;

/** What web requests, or the intake, ask the database, from {@link #of} until closed. */
public final class Statements implements AutoCloseable {
    /** Whether another process published a playbook is asked once a second, not once a request. */
    private static final String ONCE_A_SECOND = "max(\"playbook_version\".\"number\")";

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Configuration configuration;
    private final ExecuteListenerProvider[] before;
    /** How the names of the threads that are heard begin. */
    private final String threads;

    private Statements(Configuration configuration, String threads) {
        this.configuration = configuration;
        this.threads = threads;
        this.before = configuration.executeListenerProviders();
        List<ExecuteListenerProvider> all = new ArrayList<>(List.of(before));
        all.add(new DefaultExecuteListenerProvider(new ExecuteListener() {
            @Override
            public void executeStart(ExecuteContext context) {
                hear(String.valueOf(context.sql()));
            }
        }));
        configuration.set(all.toArray(ExecuteListenerProvider[]::new));
    }

    public static Statements of(Configuration configuration) {
        return new Statements(configuration, "tomcat");
    }

    /** What the workers ask that read messages. */
    public static Statements ofIntake(Configuration configuration) {
        return new Statements(configuration, "intake-");
    }

    /** What was asked since the last call. */
    public List<String> take() {
        List<String> taken = List.copyOf(asked);
        asked.clear();
        return taken;
    }

    @Override
    public void close() {
        configuration.set(before);
    }

    private void hear(String sql) {
        if (Thread.currentThread().getName().startsWith(threads) && !sql.contains(ONCE_A_SECOND)) {
            asked.add(sql);
        }
    }
}
