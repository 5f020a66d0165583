package org.nightlight.ticket;

import static nightlight.tables.Tables.ATTACHMENT;
import static nightlight.tables.Tables.FILE_KEY;
import static nightlight.tables.Tables.SEALED;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;
import static org.nightlight.ticket.SealedWords.FILE_KEY_PLACE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.database.Worker;
import org.nightlight.privacy.Suppliers;
import org.nightlight.seal.FileKeys;
import org.nightlight.seal.FileStore;
import org.nightlight.seal.SealBroken;
import org.nightlight.seal.StoreAlarm;
import org.nightlight.seal.StoreAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Moves files' bytes out of the database into the file store: those that have just come, so that filing and screening never wait
 * for a store that is slow or away, and those of years before. First the object, then the row; a process may die in between. An
 * object to which no row refers goes after a day, or with the erasure that made it so. What was sealed before it was moved stays in
 * the database under its seal.
 */
@Component
class FileMoves {
    private static final Logger LOG = LoggerFactory.getLogger(FileMoves.class);
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration SWEEP = Duration.ofHours(1);
    private static final Duration ORPHAN = Duration.ofDays(1);

    private final DSLContext sql;
    private final Database database;
    private final TicketFiles files;
    private final FileKeys keys;
    private final FileStore store;
    private final StoreAlarm alarm;
    private final Suppliers suppliers;
    private final Clock clock;
    private final Wakeups wakeups;
    private final Worker worker = new Worker("file-moves", LOOK, this::step);
    private long after;
    private Instant nextSweep = Instant.MIN;

    FileMoves(
            DSLContext sql,
            Database database,
            TicketFiles files,
            FileKeys keys,
            FileStore store,
            StoreAlarm alarm,
            Suppliers suppliers,
            Clock clock,
            Wakeups wakeups) {
        this.sql = sql;
        this.database = database;
        this.files = files;
        this.keys = keys;
        this.store = store;
        this.alarm = alarm;
        this.suppliers = suppliers;
        this.clock = clock;
        this.wakeups = wakeups;
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        if (store.isThere()) {
            wakeups.listen(word -> {
                if (word.equals(FileWatch.WAITING)) {
                    worker.wake();
                }
            });
            worker.start();
        }
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        if (store.isThere()) {
            worker.close();
        }
    }

    private boolean step() {
        if (!clock.instant().isBefore(nextSweep)) {
            sweep();
            nextSweep = clock.instant().plus(SWEEP);
        }
        return moveOne();
    }

    private record Waiting(long ticketId, long fileId, byte[] sha256) {}

    /** One file. True when there may be more at once. */
    boolean moveOne() {
        Optional<Waiting> next = database.read(
                Clearance.SYSTEM, () -> suppliers.mayKeepFiles() ? next(after) : Optional.<Waiting>empty());
        if (next.isEmpty()) {
            after = 0;
            return false;
        }
        after = next.get().fileId(); // one that cannot be moved now holds up no other
        try {
            move(next.get());
            works();
        } catch (IOException failed) {
            failed(failed);
            return false;
        }
        return true;
    }

    private void failed(IOException why) {
        if (alarm.failed(why instanceof StoreAway away ? String.valueOf(away.getMessage()) : "")) {
            LOG.warn("The file store takes no file; files stay in the database: {}", Worker.cause(why));
        }
    }

    private void works() {
        if (alarm.works()) {
            LOG.warn("The file store takes files again");
        }
    }

    private Optional<Waiting> next(long from) {
        return sql.select(ATTACHMENT.TICKET_ID, ATTACHMENT.ID, ATTACHMENT.SHA256)
                .from(ATTACHMENT)
                .where(inDatabase().and(ATTACHMENT.ID.gt(from)))
                .orderBy(ATTACHMENT.ID)
                .limit(1)
                .fetchOptional(row -> new Waiting(row.value1(), row.value2(), row.value3()));
    }

    private static Condition inDatabase() {
        return ATTACHMENT.ADDRESS.isNull().and(condition("{0} <> ''", ATTACHMENT.CONTENT));
    }

    private void move(Waiting file) throws IOException {
        String address = database.read(Clearance.SYSTEM, () -> address(file));
        FileKeys.FileKey key = keys.fresh(address);
        MessageDigest digest = sha256();
        try (InputStream bytes =
                new DigestInputStream(files.open(file.ticketId(), file.fileId()).get(), digest)) {
            store.put(address, out -> {
                try (var encrypting = key.encrypting(out)) {
                    bytes.transferTo(encrypting);
                }
            });
        } catch (SealBroken walled) {
            return; // a wall rose while it was read: it lies under seal now
        }
        boolean whole = MessageDigest.isEqual(digest.digest(), file.sha256());
        boolean kept = whole && database.write(Clearance.SYSTEM, () -> keep(file, key));
        if (!kept
                && database.read(Clearance.SYSTEM, () -> referred(List.of(address)))
                        .isEmpty()) {
            store.delete(address);
        }
    }

    /** Whether the row, unchanged meanwhile, holds the object from now on. */
    private boolean keep(Waiting file, FileKeys.FileKey key) {
        boolean held = sql.update(ATTACHMENT)
                        .set(ATTACHMENT.ADDRESS, key.address())
                        .set(ATTACHMENT.CONTENT, new byte[0])
                        .where(ATTACHMENT.ID.eq(file.fileId()).and(inDatabase()))
                        .and(ATTACHMENT.SHA256.eq(file.sha256()))
                        .execute()
                == 1;
        if (held) {
            keys.keep(key);
        }
        return held;
    }

    /**
     * By the content and the row, keyed and with a number that is drawn anew: a listing of the store tells nobody what it holds, nor
     * whether two files are the same, and of two processes that move one file each has an object of its own.
     */
    private String address(Waiting file) {
        try {
            byte[] secret = sql.fetchSingle("select secret from instance").get(0, byte[].class);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(("object " + file.fileId() + " " + java.util.UUID.randomUUID() + " ")
                    .getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(file.sha256()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Objects of these tickets lose their keys now, and are deleted once the transaction is committed. */
    void forget(Collection<Long> tickets) {
        forget(ATTACHMENT.TICKET_ID.eq(any(tickets.toArray(Long[]::new))));
    }

    void forget(Condition which) {
        List<String> addresses = sql.select(ATTACHMENT.ADDRESS)
                .from(ATTACHMENT)
                .where(which)
                .and(ATTACHMENT.ADDRESS.isNotNull())
                .fetch(ATTACHMENT.ADDRESS);
        keys.forget(addresses);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                addresses.forEach(FileMoves.this::delete);
            }
        });
    }

    /** What this misses, the sweep finds. */
    private void delete(String address) {
        try {
            store.delete(address);
        } catch (IOException away) {
            LOG.warn("An object stays in the file store until the next sweep: {}", Worker.cause(away));
        }
    }

    /** Deletes objects older than a day that nobody can read any more: no row names them, or their key is gone. */
    void sweep() {
        try {
            store.each(clock.instant().minus(ORPHAN), some -> {
                List<String> orphans = new ArrayList<>(some);
                orphans.removeAll(database.read(Clearance.SYSTEM, () -> referred(some)));
                orphans.forEach(this::delete);
            });
            if (database.read(Clearance.SYSTEM, suppliers::mayKeepFiles)) {
                store.settle();
            }
            works();
        } catch (IOException away) {
            failed(away);
        }
    }

    private Set<String> referred(Collection<String> addresses) {
        return sql.select(ATTACHMENT.ADDRESS)
                .from(ATTACHMENT)
                .where(ATTACHMENT.ADDRESS.eq(any(addresses.toArray(String[]::new))))
                .and(exists(selectOne().from(FILE_KEY).where(FILE_KEY.ADDRESS.eq(ATTACHMENT.ADDRESS)))
                        .or(exists(selectOne()
                                .from(SEALED)
                                .where(SEALED.TICKET_ID.eq(ATTACHMENT.TICKET_ID))
                                .and(SEALED.PLACE.eq(FILE_KEY_PLACE))
                                .and(SEALED.ROW_ID.eq(ATTACHMENT.ID)))))
                .fetchSet(ATTACHMENT.ADDRESS);
    }
}
