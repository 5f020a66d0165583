package org.nightlight.privacy;

import static nightlight.tables.Tables.LEGAL_HOLD;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightlight.tables.tables.records.ErasureHoldRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Worker;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Behind the wall: what was put aside instead of being deleted. One of the Safety Team and one of Legal let it go together, never
 * while a case is open or a hold stands; once nothing stands in the way any more it goes by itself. Legal holds keep somebody's
 * data with a reason and an end. Needs {@code SAFETY} clearance.
 */
@Component
public class ErasureHolds {
    private static final Actor SOFTWARE = new Actor.Software("privacy");
    private static final Duration LOOK = Duration.ofDays(1);

    private final ErasureStore store;
    private final PersonalStores stores;
    private final Database database;
    private final Audit audit;
    private final CurrentPlaybook playbooks;
    private final DSLContext sql;
    private final Clock clock;
    private final Worker worker;

    ErasureHolds(
            ErasureStore store,
            PersonalStores stores,
            Database database,
            Audit audit,
            CurrentPlaybook playbooks,
            DSLContext sql,
            Clock clock) {
        this.store = store;
        this.stores = stores;
        this.database = database;
        this.audit = audit;
        this.playbooks = playbooks;
        this.sql = sql;
        this.clock = clock;
        this.worker = new Worker("erasure-holds", Duration.ofMinutes(5), this::step);
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        worker.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
    }

    /**
     * @param erasureId null for what retention would have deleted
     * @param tickets conversations that are put aside; empty once they are gone
     * @param heldByCase whether a case is open or a hold stands, so that nobody can let it go
     */
    public record Held(
            long id,
            @Nullable Long erasureId,
            Set<Long> tickets,
            Instant at,
            boolean heldByCase,
            @Nullable Long officerId,
            @Nullable Long legalId,
            @Nullable Instant doneAt) {}

    /** Two have to agree, one of each. */
    public enum Voice {
        SAFETY_TEAM,
        LEGAL
    }

    public record LegalHold(
            long id,
            @Nullable Long customerId,
            @Nullable Long householdId,
            String reason,
            LocalDate until,
            long placedBy,
            @Nullable Instant endedAt) {}

    /** Those that wait first. */
    public List<Held> all(int limit) {
        return store.holds(limit).stream().map(this::read).toList();
    }

    private Held read(ErasureHoldRecord row) {
        return new Held(
                row.getId(),
                row.getErasureId(),
                Set.of(row.getTickets()),
                row.getHeldAt(),
                row.getDoneAt() == null && stores.keeping(Set.of(row.getAbout())) == Keeping.HOLD,
                row.getOfficerId(),
                row.getLegalId(),
                row.getDoneAt());
    }

    /** Says yes to deleting it. With the second voice it goes. */
    public Outcome<Boolean> letGo(long id, Voice voice, Actor.Staff by) {
        Optional<ErasureHoldRecord> found = store.lockHold(id);
        if (found.isEmpty()) {
            return Outcome.refused("", say("It has been let go already.", "Ya se soltó."));
        }
        ErasureHoldRecord row = found.get();
        if (stores.keeping(Set.of(row.getAbout())) == Keeping.HOLD) {
            return Outcome.refused(
                    "",
                    say(
                            "A case is open or a hold stands. Nobody can let it go before that has ended.",
                            "Hay un caso abierto o una retención vigente. Nadie puede soltarlo antes de "
                                    + "que eso termine."));
        }
        Long other = voice == Voice.LEGAL ? row.getOfficerId() : row.getLegalId();
        if (other != null && other == by.id()) {
            return Outcome.refused(
                    "",
                    say(
                            "Two people let it go. You have agreed for the other side already.",
                            "Lo sueltan dos personas. Ya aceptaste por la otra parte."));
        }
        if (voice == Voice.LEGAL) {
            row.setLegalId(by.id());
            row.setLegalAt(clock.instant());
        } else {
            row.setOfficerId(by.id());
            row.setOfficerAt(clock.instant());
        }
        row.setLookAt(clock.instant());
        row.store();
        audit.recordWalled(by, "erasure-let-go", "hold:" + id, null, voice.name());
        wakeAfterCommit();
        return Outcome.done(row.getOfficerId() != null && row.getLegalId() != null);
    }

    /** Woken any sooner it would find the row locked and sleep on. */
    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                worker.wake();
            }
        });
    }

    public List<LegalHold> legalHolds() {
        return sql.selectFrom(LEGAL_HOLD)
                .orderBy(LEGAL_HOLD.ENDED_AT.desc().nullsFirst(), LEGAL_HOLD.ID)
                .limit(200)
                .fetch(row -> new LegalHold(
                        row.getId(),
                        row.getCustomerId(),
                        row.getHouseholdId(),
                        row.getReason(),
                        row.getUntil(),
                        row.getPlacedBy(),
                        row.getEndedAt()));
    }

    public Outcome<Long> place(
            @Nullable Long customer,
            @Nullable Long household,
            String reason,
            @Nullable LocalDate until,
            Actor.Staff by) {
        if ((customer == null) == (household == null)) {
            return Outcome.refused(
                    "who",
                    say("Name a person or a household by its number.", "Indica una persona o un hogar por su número."));
        }
        if (reason.isBlank() || reason.length() > 2_000) {
            return Outcome.refused(
                    "reason",
                    say(
                            "Write down why, in at most 2,000 characters.",
                            "Anota por qué, en un máximo de 2000 caracteres."));
        }
        if (until == null || !until.isAfter(today()) || until.isAfter(today().plusYears(10))) {
            return Outcome.refused(
                    "until",
                    say(
                            "Enter the last day, within the next ten years: no hold is without an end.",
                            "Escribe el último día, dentro de los próximos diez años: ninguna retención es sin fin."));
        }
        long id = sql.insertInto(LEGAL_HOLD)
                .set(LEGAL_HOLD.CUSTOMER_ID, customer)
                .set(LEGAL_HOLD.HOUSEHOLD_ID, household)
                .set(LEGAL_HOLD.REASON, reason.strip())
                .set(LEGAL_HOLD.UNTIL, until)
                .set(LEGAL_HOLD.PLACED_BY, by.id())
                .set(LEGAL_HOLD.PLACED_AT, clock.instant())
                .returningResult(LEGAL_HOLD.ID)
                .fetchSingle()
                .value1();
        audit.recordWalled(by, "legal-hold-placed", "legal-hold:" + id, null, "until " + until);
        return Outcome.done(id);
    }

    /** False when it has ended already. */
    public boolean end(long id, Actor.Staff by) {
        boolean ended = sql.update(LEGAL_HOLD)
                        .set(LEGAL_HOLD.ENDED_AT, clock.instant())
                        .set(LEGAL_HOLD.ENDED_BY, by.id())
                        .where(LEGAL_HOLD.ID.eq(id).and(LEGAL_HOLD.ENDED_AT.isNull()))
                        .execute()
                == 1;
        if (ended) {
            audit.recordWalled(by, "legal-hold-ended", "legal-hold:" + id, null, "");
        }
        return ended;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(
                clock.instant(), playbooks.current().playbook().zone());
    }

    /** One room of one that may go. True when there may be more. */
    boolean step() {
        return database.write(Clearance.SYSTEM, () -> {
            Optional<ErasureHoldRecord> claimed = store.claimHold(clock.instant());
            claimed.ifPresent(this::goOn);
            return claimed.isPresent();
        });
    }

    private void goOn(ErasureHoldRecord row) {
        Keeping keeping = stores.keeping(Set.of(row.getAbout()));
        boolean agreed = row.getOfficerId() != null && row.getLegalId() != null;
        if (row.getDoneRank() == 0 && (keeping == Keeping.HOLD || (keeping == Keeping.EVIDENCE && !agreed))) {
            row.setLookAt(clock.instant().plus(LOOK));
            row.store();
            return;
        }
        Scope scope = scope(row);
        Optional<PersonalData> next = stores.after(row.getDoneRank());
        if (next.isPresent()) {
            if (row.getDoneRank() == 0) {
                row.setTickets(ErasureStore.ids(scope.tickets()));
            }
            next.get().erase(scope);
            row.setDoneRank(next.get().rank());
        } else {
            row.setDoneAt(clock.instant());
            row.setTickets(new Long[0]);
            row.setPeople(new Long[0]);
            row.setAbout(new Long[0]);
            row.setArrivals(new Long[0]);
            row.setHouseholdId(null);
            audit.recordWalled(SOFTWARE, "erasure-done-behind-wall", "hold:" + row.getId(), null, "");
        }
        row.store();
    }

    /** With the conversations of theirs that stood behind the wall before, where the people go too. */
    private Scope scope(ErasureHoldRecord row) {
        Set<Long> people = Set.of(row.getPeople());
        Set<Long> tickets = new HashSet<>(Set.of(row.getTickets()));
        if (row.getDoneRank() == 0 && !people.isEmpty()) {
            tickets.addAll(stores.walledConversations(people));
        }
        return new Scope(people, row.getHouseholdId(), Set.copyOf(tickets), Set.of(row.getArrivals()));
    }
}
