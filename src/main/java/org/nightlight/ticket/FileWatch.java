package org.nightlight.ticket;

import static nightlight.tables.Tables.ATTACHMENT;
import static org.jooq.impl.DSL.inline;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.database.Worker;
import org.nightlight.seal.FilesAway;
import org.nightlight.seal.Seal;
import org.nightlight.seal.SealBroken;
import org.nightlight.seal.SealedReading;
import org.nightlight.shared.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Looks into each file once: what it is by its bytes, where that was not done when it came in, and what the virus scanner says,
 * where there is one. Screening never waits for it. While the scanner is away files wait, opened by nobody, and are asked about
 * again. A file under seal is read in a reading like any other, which is written down.
 */
@Component
class FileWatch {
    static final String WAITING = "file-arrived";
    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final Actor SOFTWARE = new Actor.Software("files");
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** Longer than one file takes: until then nobody else takes it up. */
    private static final Duration LEASE = Duration.ofMinutes(6);

    private final DSLContext sql;
    private final Database database;
    private final TicketFiles files;
    private final VirusScanner scanner;
    private final SealedReading reading;
    private final Wakeups wakeups;
    private final Clock clock;
    private final Worker worker = new Worker("file-checks", LOOK, this::checkOne);
    private volatile boolean away;

    FileWatch(
            DSLContext sql,
            Database database,
            TicketFiles files,
            VirusScanner scanner,
            SealedReading reading,
            Wakeups wakeups,
            Clock clock) {
        this.sql = sql;
        this.database = database;
        this.files = files;
        this.scanner = scanner;
        this.reading = reading;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        wakeups.listen(word -> {
            if (word.equals(WAITING)) {
                worker.wake();
            }
        });
        worker.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
    }

    private record Claimed(long ticketId, long fileId, boolean sealed) {}

    /** One file. True when there may be more at once. */
    boolean checkOne() {
        Optional<Claimed> claimed = database.write(Clearance.SYSTEM, this::claim);
        if (claimed.isEmpty()) {
            return false;
        }
        Claimed file = claimed.get();
        if (!file.sealed()) {
            return check(file);
        }
        return reading.open(
                Clearance.SAFETY, SOFTWARE, file.ticketId(), "virus-scan:" + file.fileId(), () -> check(file));
    }

    private Optional<Claimed> claim() {
        Condition untyped = ATTACHMENT.FOUND.isNull().and(ATTACHMENT.NAME.ne(Seal.MARK));
        return sql.select(ATTACHMENT.TICKET_ID, ATTACHMENT.ID, ATTACHMENT.NAME)
                .from(ATTACHMENT)
                .where(scanner.isThere() ? untyped.or(ATTACHMENT.SCAN.eq(TicketFile.Scan.NONE.key())) : untyped)
                .and(ATTACHMENT.SCAN_AFTER.le(clock.instant()))
                .orderBy(ATTACHMENT.SCAN_AFTER, ATTACHMENT.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(row ->
                        new Claimed(row.value1(), row.value2(), row.value3().equals(Seal.MARK)))
                .map(file -> {
                    notBefore(file, LEASE);
                    return file;
                });
    }

    private void notBefore(Claimed file, Duration wait) {
        sql.update(ATTACHMENT)
                .set(ATTACHMENT.SCAN_AFTER, clock.instant().plus(wait))
                .where(ATTACHMENT.ID.eq(file.fileId()))
                .execute();
    }

    private boolean check(Claimed file) {
        try (InputStream bytes = new BufferedInputStream(
                files.open(file.ticketId(), file.fileId()).get(), 1 << 16)) {
            String found = FoundType.of(bytes);
            VirusScanner.Answer answer = scanner.isThere() ? scanner.scan(bytes) : new VirusScanner.Answer.Away();
            boolean gone = answer instanceof VirusScanner.Answer.Away && scanner.isThere();
            if (gone != away) {
                away = gone;
                LOG.warn(gone ? "The virus scanner does not answer; files wait" : "The virus scanner answers again");
            }
            database.write(Clearance.SYSTEM, () -> keep(file, found, answer));
            return !gone;
        } catch (FilesAway away) {
            return true; // taken up again after the lease
        } catch (SealBroken | IOException shut) {
            database.write(Clearance.SYSTEM, () -> keep(file, FoundType.UNKNOWN, new VirusScanner.Answer.CannotLook()));
            return true;
        }
    }

    private void keep(Claimed file, String found, VirusScanner.Answer answer) {
        TicketFile.Scan scan = switch (answer) {
            case VirusScanner.Answer.Clean() -> TicketFile.Scan.CLEAN;
            case VirusScanner.Answer.Infected(String _) -> TicketFile.Scan.INFECTED;
            case VirusScanner.Answer.CannotLook() -> TicketFile.Scan.FAILED;
            case VirusScanner.Answer.Away() -> TicketFile.Scan.NONE;
        };
        sql.update(ATTACHMENT)
                .set(ATTACHMENT.FOUND, found)
                .set(ATTACHMENT.SCAN, scan.key())
                .set(ATTACHMENT.VERDICT, answer instanceof VirusScanner.Answer.Infected(String name) ? name : "")
                .set(ATTACHMENT.SCAN_AFTER, clock.instant().plus(LOOK))
                .set(
                        ATTACHMENT.WORDS,
                        scan == TicketFile.Scan.INFECTED ? inline("none") : ATTACHMENT.WORDS) // nothing opens it
                .where(ATTACHMENT.ID.eq(file.fileId()))
                .execute();
        wakeups.afterCommit("ticket:" + file.ticketId());
        wakeups.afterCommit(TicketFiles.LOOKED_AT);
    }
}
