package org.nightlight.privacy;

import static nightlight.tables.Tables.PERSONAL_COPY;
import static nightlight.tables.Tables.PERSONAL_COPY_PIECE;
import static org.nightlight.shared.Spoken.say;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import nightlight.tables.tables.records.PersonalCopyRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Worker;
import org.nightlight.shared.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Copies of what is kept about somebody, as a PDF to read and as JSON: what was said, never what staff noted among themselves, what
 * screening found, or anything behind the wall. Made by a job, a room a transaction; deleted after the days that the schedule gives.
 */
@Component
public class Copies {
    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration RETRY = Duration.ofMinutes(5);

    private final DSLContext sql;
    private final PersonalStores stores;
    private final Database database;
    private final Audit audit;
    private final Clock clock;
    private final Worker worker;

    Copies(DSLContext sql, PersonalStores stores, Database database, Audit audit, Clock clock) {
        this.sql = sql;
        this.stores = stores;
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.worker = new Worker("copies", Duration.ofSeconds(20), this::step);
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        worker.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
    }

    /** @param doneRooms of {@code rooms} */
    public record Copy(long id, Instant askedAt, boolean ready, int doneRooms, int rooms) {
        public String words() {
            return ready
                    ? say("ready", "lista")
                    : say("being made, %d of %d parts done", "en preparación, %d de %d partes hechas")
                            .formatted(doneRooms, rooms);
        }
    }

    public long ask(@Nullable Long customer, @Nullable Long household, Actor.Staff by) {
        return ask(customer, household, by.id(), null, by);
    }

    /** A parent asks for one of a child on their own page. */
    long askAtHome(long child, long parent) {
        return ask(child, null, null, parent, new Actor.Customer(parent));
    }

    private long ask(
            @Nullable Long customer, @Nullable Long household, @Nullable Long staff, @Nullable Long parent, Actor by) {
        Instant now = clock.instant();
        long id = sql.insertInto(PERSONAL_COPY)
                .set(PERSONAL_COPY.CUSTOMER_ID, customer)
                .set(PERSONAL_COPY.HOUSEHOLD_ID, household)
                .set(PERSONAL_COPY.STATE, "waiting")
                .set(PERSONAL_COPY.ASKED_AT, now)
                .set(PERSONAL_COPY.ASKED_BY, staff)
                .set(PERSONAL_COPY.ASKED_BY_PARENT, parent)
                .set(PERSONAL_COPY.NOT_BEFORE, now)
                .returningResult(PERSONAL_COPY.ID)
                .fetchSingle()
                .value1();
        audit.record(by, "copy-asked", "copy:" + id, "");
        return id;
    }

    /** The latest first. */
    public List<Copy> of(@Nullable Long customer, @Nullable Long household) {
        return list(
                customer == null ? PERSONAL_COPY.HOUSEHOLD_ID.eq(household) : PERSONAL_COPY.CUSTOMER_ID.eq(customer));
    }

    /** Those of a child that this parent asked for. */
    List<Copy> ofHome(long child, long parent) {
        return list(PERSONAL_COPY.CUSTOMER_ID.eq(child).and(PERSONAL_COPY.ASKED_BY_PARENT.eq(parent)));
    }

    private List<Copy> list(Condition which) {
        int rooms = stores.parts().size();
        return sql.select(PERSONAL_COPY.ID, PERSONAL_COPY.ASKED_AT, PERSONAL_COPY.STATE, PERSONAL_COPY.DONE_RANK)
                .from(PERSONAL_COPY)
                .where(which)
                .orderBy(PERSONAL_COPY.ID.desc())
                .limit(20)
                .fetch(row -> new Copy(
                        row.value1(),
                        row.value2(),
                        row.value3().equals("ready"),
                        (int) stores.parts().stream()
                                .filter(part -> part.rank() <= row.value4())
                                .count(),
                        rooms));
    }

    /** The file, and a line in the audit; empty when there is none yet or any more. */
    public Optional<byte[]> fetch(long id, boolean pdf, Actor by) {
        Optional<byte[]> file = sql.select(pdf ? PERSONAL_COPY.PDF : PERSONAL_COPY.JSON)
                .from(PERSONAL_COPY)
                .where(PERSONAL_COPY.ID.eq(id).and(PERSONAL_COPY.STATE.eq("ready")))
                .fetchOptional()
                .map(row -> row.value1());
        file.ifPresent(bytes -> audit.record(by, "copy-fetched", "copy:" + id, pdf ? "pdf" : "json"));
        return file;
    }

    /** One room of one copy. True when there may be more. */
    boolean step() {
        AtomicLong claimed = new AtomicLong();
        try {
            return database.write(Clearance.SYSTEM, () -> {
                Optional<PersonalCopyRecord> due = sql.selectFrom(PERSONAL_COPY)
                        .where(PERSONAL_COPY.STATE.eq("waiting").and(PERSONAL_COPY.NOT_BEFORE.le(clock.instant())))
                        .orderBy(PERSONAL_COPY.NOT_BEFORE, PERSONAL_COPY.ID)
                        .limit(1)
                        .forUpdate()
                        .skipLocked()
                        .fetchOptional();
                due.ifPresent(row -> {
                    claimed.set(row.getId());
                    goOn(row);
                });
                return due.isPresent();
            });
        } catch (RuntimeException failed) {
            LOG.warn("copy {} failed a step and will be tried again: {}", claimed.get(), Worker.cause(failed));
            database.write(Clearance.SYSTEM, () -> {
                sql.update(PERSONAL_COPY)
                        .set(PERSONAL_COPY.NOT_BEFORE, clock.instant().plus(RETRY))
                        .set(PERSONAL_COPY.ATTEMPTS, PERSONAL_COPY.ATTEMPTS.plus(1))
                        .where(PERSONAL_COPY.ID.eq(claimed.get()))
                        .execute();
            });
            return true;
        }
    }

    private void goOn(PersonalCopyRecord row) {
        Optional<PersonalData> next = stores.after(row.getDoneRank());
        if (next.isEmpty()) {
            finish(row);
            return;
        }
        Scope scope = row.getCustomerId() != null
                ? stores.ofPerson(row.getCustomerId())
                : stores.ofHousehold(row.getHouseholdId());
        sql.insertInto(PERSONAL_COPY_PIECE)
                .set(PERSONAL_COPY_PIECE.COPY_ID, row.getId())
                .set(PERSONAL_COPY_PIECE.RANK, next.get().rank())
                .set(
                        PERSONAL_COPY_PIECE.JSON,
                        JSON.writeValueAsString(next.get().excerpts(scope)))
                .execute();
        row.setDoneRank(next.get().rank());
        Set<Long> all = new TreeSet<>(Set.of(row.getTickets()));
        all.addAll(scope.tickets());
        row.setTickets(ErasureStore.ids(all));
        row.store();
    }

    private void finish(PersonalCopyRecord row) {
        List<Excerpt> all = new ArrayList<>();
        sql.selectFrom(PERSONAL_COPY_PIECE)
                .where(PERSONAL_COPY_PIECE.COPY_ID.eq(row.getId()))
                .orderBy(PERSONAL_COPY_PIECE.RANK.desc())
                .forEach(piece -> all.addAll(List.of(JSON.readValue(piece.getJson(), Excerpt[].class))));
        row.setJson(
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all).getBytes(StandardCharsets.UTF_8));
        row.setPdf(CopyPdf.of(row.getId(), all, row.getAskedAt()));
        row.setState("ready");
        row.setReadyAt(clock.instant());
        row.store();
        sql.deleteFrom(PERSONAL_COPY_PIECE)
                .where(PERSONAL_COPY_PIECE.COPY_ID.eq(row.getId()))
                .execute();
        audit.record(new Actor.Software("privacy"), "copy-made", "copy:" + row.getId(), "");
    }
}
