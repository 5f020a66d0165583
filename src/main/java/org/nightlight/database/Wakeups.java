package org.nightlight.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Short words between the processes of one desk, by LISTEN/NOTIFY: "outbox", "ticket:1042". They carry ids only and only
 * hurry things up: whoever waits also looks by itself, so a lost word costs seconds and no work. Words are sent after
 * commit and in batches, since a NOTIFY inside a transaction would make all commits queue behind each other.
 */
public final class Wakeups implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wakeups.class);
    private static final String CHANNEL = "nightlight";
    /** Milliseconds in which words gather to go together: nobody notices them, and a busy desk sends a tenth as often. */
    private static final long TOGETHER = 10;

    private final DataSource dataSource;
    private final DatabaseAddress address;
    private final LinkedBlockingQueue<String> outgoing = new LinkedBlockingQueue<>(100_000);
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final Thread sender;
    private final Thread receiver;
    private volatile boolean closed;

    Wakeups(DataSource dataSource, DatabaseAddress address) {
        this.dataSource = dataSource;
        this.address = address;
        this.sender = Thread.ofPlatform().daemon().name("wakeups-out").start(this::send);
        this.receiver = Thread.ofPlatform().daemon().name("wakeups-in").start(this::receive);
    }

    /** Calls {@code listener} with each word, from this process's own commits too. It must return quickly. */
    public void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Sends {@code word} to all processes once the running transaction is committed, or now if there is none. */
    public void afterCommit(String word) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            outgoing.offer(word);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                outgoing.offer(word);
            }
        });
    }

    /** As {@link #afterCommit}, for what changes seldom: the database itself sends {@code word} at the commit. */
    public static void within(DSLContext sql, String word) {
        sql.execute("select pg_notify(?, ?)", CHANNEL, word);
    }

    @Override
    public void close() {
        closed = true;
        sender.interrupt();
        receiver.interrupt();
    }

    private void send() {
        Set<String> batch = new LinkedHashSet<>();
        while (!closed) {
            try {
                batch.add(outgoing.take());
                TimeUnit.MILLISECONDS.sleep(TOGETHER);
                List<String> more = new ArrayList<>();
                outgoing.drainTo(more, 500);
                batch.addAll(more);
                notifyAll(batch);
                batch.clear();
            } catch (InterruptedException stopped) {
                return;
            } catch (SQLException | RuntimeException failed) {
                LOG.warn(
                        "wake-up not sent, will try again: {}",
                        failed.getClass().getSimpleName());
                pause();
            }
        }
    }

    private void notifyAll(Set<String> words) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select pg_notify(?, word) from unnest(?) as word")) {
            statement.setString(1, CHANNEL);
            statement.setArray(2, connection.createArrayOf("text", words.toArray()));
            statement.execute();
        }
    }

    private void receive() {
        while (!closed) {
            try (Connection connection =
                    DriverManager.getConnection(address.jdbcUrl(), address.appUser(), address.appPassword())) {
                connection.createStatement().execute("listen " + CHANNEL);
                tell("hello"); // after a gap, everybody looks once
                while (!closed) {
                    PGNotification @Nullable [] words =
                            connection.unwrap(PGConnection.class).getNotifications(10_000);
                    if (words == null || words.length == 0) {
                        connection.createStatement().execute("select 1"); // notices a dead server
                        continue;
                    }
                    for (PGNotification word : words) {
                        tell(word.getParameter());
                    }
                }
            } catch (SQLException lost) {
                if (!closed) {
                    LOG.warn("wake-ups interrupted, listening again: {}", lost.getSQLState());
                    pause();
                }
            }
        }
    }

    private void tell(String word) {
        for (Consumer<String> listener : listeners) {
            try {
                listener.accept(word);
            } catch (RuntimeException failed) {
                LOG.warn("a wake-up listener failed: {}", failed.getClass().getSimpleName());
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
