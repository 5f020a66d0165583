package org.nightlight.privacy;

import static nightlight.tables.Tables.CUSTOMER;
import static nightlight.tables.Tables.RETENTION_DAY;
import static nightlight.tables.Tables.RETENTION_RUN;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Worker;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.RetentionRules;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Once a day, whatever is over by the schedule is deleted, a few rows a transaction: what it costs grows with what is over, and
 * whatever dies in between, the next process goes on. Only numbers are kept of it. What a case or a hold keeps is put behind the
 * wall instead, and counted alike.
 */
@Component
public class RetentionJob {
    private static final int BATCH = 50;

    private final DSLContext sql;
    private final PersonalStores stores;
    private final ErasureStore erasures;
    private final Database database;
    private final CurrentPlaybook playbooks;
    private final Clock clock;
    private final Worker worker;

    RetentionJob(
            DSLContext sql,
            PersonalStores stores,
            ErasureStore erasures,
            Database database,
            CurrentPlaybook playbooks,
            Clock clock) {
        this.sql = sql;
        this.stores = stores;
        this.erasures = erasures;
        this.database = database;
        this.playbooks = playbooks;
        this.clock = clock;
        this.worker = new Worker("retention-day", Duration.ofMinutes(30), this::step);
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        worker.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
    }

    /** What was deleted of a class on a day. */
    public record Deleted(LocalDate day, String recordClass, long number) {}

    /** The latest days first. */
    public List<Deleted> deleted(int days) {
        return sql.selectFrom(RETENTION_DAY)
                .where(RETENTION_DAY.DAY.gt(today().minusDays(days)))
                .orderBy(RETENTION_DAY.DAY.desc(), RETENTION_DAY.RECORD_CLASS)
                .fetch(row -> new Deleted(row.getDay(), row.getRecordClass(), row.getNumber()));
    }

    /** One batch of one class. True when there may be more to delete today. */
    boolean step() {
        if (database.read(Clearance.SYSTEM, this::isDone)) {
            return false;
        }
        for (RetentionRules.RecordClass recordClass :
                playbooks.current().playbook().retention().classes().values()) {
            Instant before = clock.instant().minus(Duration.ofDays(recordClass.days()));
            if (database.write(Clearance.SYSTEM, () -> deleteSome(recordClass.key(), before))) {
                return true;
            }
        }
        database.write(Clearance.SYSTEM, this::finish);
        return false;
    }

    private boolean isDone() {
        return sql.fetchExists(RETENTION_RUN, RETENTION_RUN.DAY.eq(today()).and(RETENTION_RUN.DONE_AT.isNotNull()));
    }

    private void finish() {
        sql.insertInto(RETENTION_RUN)
                .set(RETENTION_RUN.DAY, today())
                .set(RETENTION_RUN.DONE_AT, clock.instant())
                .onConflict(RETENTION_RUN.DAY)
                .doUpdate()
                .set(RETENTION_RUN.DONE_AT, clock.instant())
                .execute();
    }

    private boolean deleteSome(String recordClass, Instant before) {
        long number = 0;
        boolean found = false;
        for (PersonalData part : stores.parts()) {
            Scope over = part.over(recordClass, before, BATCH);
            if (!over.isEmpty()) {
                found = true;
                number += seen(over);
                erase(over);
            }
            int deleted = part.deleteOver(recordClass, before, BATCH);
            found |= deleted > 0;
            number += deleted;
        }
        if (number > 0) {
            sql.insertInto(RETENTION_DAY)
                    .set(RETENTION_DAY.DAY, today())
                    .set(RETENTION_DAY.RECORD_CLASS, recordClass)
                    .set(RETENTION_DAY.NUMBER, number)
                    .onConflict(RETENTION_DAY.DAY, RETENTION_DAY.RECORD_CLASS)
                    .doUpdate()
                    .set(RETENTION_DAY.NUMBER, RETENTION_DAY.NUMBER.plus(number))
                    .execute();
        }
        return found;
    }

    /** How many of them the desk could see: the number is shown to people outside the wall. */
    private long seen(Scope over) {
        return sql.fetchCount(
                        TICKET,
                        TICKET.ID.eq(any(over.tickets().toArray(Long[]::new))).and(TICKET.WALLED.isFalse()))
                + sql.fetchCount(
                        CUSTOMER,
                        CUSTOMER.ID
                                .eq(any(over.people().toArray(Long[]::new)))
                                .and(CUSTOMER.HOUSEHOLD_ID
                                        .isNotNull()
                                        .or(CUSTOMER.EXTERNAL_ID.isNotNull())
                                        .or(notExists(selectOne()
                                                .from(TICKET)
                                                .where(TICKET.REQUESTER_ID
                                                        .eq(CUSTOMER.ID)
                                                        .and(TICKET.WALLED))))));
    }

    private void erase(Scope over) {
        Map<Long, Long> writers = sql.select(TICKET.ID, TICKET.REQUESTER_ID)
                .from(TICKET)
                .where(TICKET.ID.eq(any(over.tickets().toArray(Long[]::new))))
                .fetchMap(TICKET.ID, TICKET.REQUESTER_ID);
        Set<Long> concerned = new HashSet<>(over.people());
        concerned.addAll(writers.values());
        Set<Long> kept = new HashSet<>();
        for (long person : concerned) {
            if (stores.keeping(Set.of(person)) != Keeping.NOTHING) {
                kept.add(person);
            }
        }
        Scope aside = part(over, writers, kept, true);
        if (!aside.isEmpty()) {
            Set<Long> about = new HashSet<>(aside.people());
            aside.tickets().forEach(ticket -> about.add(writers.get(ticket)));
            erasures.insertHold(null, about, aside, clock.instant());
            stores.parts().forEach(it -> it.begin(aside, 0));
            stores.parts().forEach(it -> it.setAside(aside));
        }
        Scope free = part(over, writers, kept, false);
        stores.parts().forEach(it -> it.begin(free, 0));
        stores.parts().forEach(it -> it.erase(free));
    }

    private static Scope part(Scope over, Map<Long, Long> writers, Set<Long> kept, boolean aside) {
        Set<Long> people = new HashSet<>(over.people());
        people.removeIf(person -> kept.contains(person) != aside);
        Set<Long> tickets = new HashSet<>(over.tickets());
        tickets.removeIf(ticket -> kept.contains(writers.get(ticket)) != aside);
        return new Scope(Set.copyOf(people), null, Set.copyOf(tickets), Set.of());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(
                clock.instant(), playbooks.current().playbook().zone());
    }
}
