package org.nightlight.privacy;

import static org.nightlight.shared.Spoken.say;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import nightlight.tables.tables.records.ErasureRecord;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Household;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Worker;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Deletes what is kept about somebody, a room after the other, each in its own transaction: whatever dies in between, another
 * process goes on. Every erasure waits the same number of days and is certified the same hour after it began, with the same words:
 * where a safety case or a legal hold stands in the way, the steps put behind the wall what they would have deleted, and nobody
 * outside can tell. See {@link ErasureHolds} for what becomes of that.
 */
@Component
public class Erasures {
    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
    private static final Actor SOFTWARE = new Actor.Software("privacy");
    /** From the beginning to the certificate, whatever the steps took: how long they took would tell. */
    static final Duration CERTIFIED_AFTER = Duration.ofHours(1);

    private static final Duration RETRY = Duration.ofMinutes(5);

    private final ErasureStore store;
    private final PersonalStores stores;
    private final ErasureJournal journal;
    private final Database database;
    private final Audit audit;
    private final CurrentPlaybook playbooks;
    private final Clock clock;
    private final Worker worker;

    Erasures(
            ErasureStore store,
            PersonalStores stores,
            ErasureJournal journal,
            Database database,
            Audit audit,
            CurrentPlaybook playbooks,
            Clock clock) {
        this.store = store;
        this.stores = stores;
        this.journal = journal;
        this.database = database;
        this.audit = audit;
        this.playbooks = playbooks;
        this.clock = clock;
        this.worker = new Worker("erasure", Duration.ofMinutes(1), this::step);
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        database.write(Clearance.SYSTEM, this::reapply);
        worker.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
    }

    /**
     * For a person. Where another adult of the household may see it otherwise, somebody else has to read it first.
     *
     * @param home the person's household with whom the viewer sees of it; null for none
     * @param parent on whose word; null for the person's own
     */
    public Outcome<Long> ask(Customer person, @Nullable Household home, @Nullable Long parent, Actor.Staff by) {
        boolean own = person.relation() != Relation.CHILD && (parent == null || parent == person.id());
        return ask(person.id(), null, parent, !own && othersDecide(home, parent), by);
    }

    /** For a household and everybody in it. */
    public Outcome<Long> ask(Household home, @Nullable Long parent, Actor.Staff by) {
        return ask(null, home.id(), parent, othersDecide(home, parent), by);
    }

    /** A parent asks for it on their own page. */
    Outcome<Long> askAtHome(Customer child, Household home, long parent) {
        return ask(child.id(), null, parent, othersDecide(home, parent), new Actor.Customer(parent));
    }

    /** A parent said no to what is kept of a child: all of it goes, after the days that every erasure waits. */
    void refused(Customer child, @Nullable Household home) {
        byItself(child, home != null && mayDiffer(home) > 1 ? Erasure.State.REVIEW : Erasure.State.WAITING, false);
    }

    /** What is kept of somebody whom the desk must not know any more, now. */
    void atOnce(Customer child) {
        byItself(child, Erasure.State.WAITING, true);
    }

    private void byItself(Customer child, Erasure.State state, boolean now) {
        if (store.openOf(child.id(), null).isEmpty()) {
            Instant asked = clock.instant();
            long id = store.insert(child.id(), null, null, state, null, asked, now ? asked : due(asked));
            audit.record(SOFTWARE, "erasure-asked", "erasure:" + id, state == Erasure.State.REVIEW ? "review" : "");
        }
    }

    /** Erases anew whom an older backup has brought back: the journal knows of their erasure, and the database does not. */
    void reapply() {
        for (ErasureJournal.Line line : journal.lines()) {
            boolean known = store.find(line.erasure())
                    .filter(row -> row.askedAt().equals(line.askedAt()))
                    .isPresent();
            if (!known) {
                line.people()
                        .forEach(person -> stores.person(person.id())
                                .filter(found -> found.createdAt().equals(person.since()))
                                .ifPresent(this::atOnce));
            }
        }
    }

    private static boolean othersDecide(@Nullable Household home, @Nullable Long parent) {
        return home != null
                && home.members().stream()
                        .filter(it -> it.relation().mayDiffer())
                        .anyMatch(it -> parent == null ? mayDiffer(home) > 1 : it.id() != parent);
    }

    private static long mayDiffer(Household home) {
        return home.members().stream().filter(it -> it.relation().mayDiffer()).count();
    }

    private Outcome<Long> ask(
            @Nullable Long customer, @Nullable Long household, @Nullable Long parent, boolean review, Actor by) {
        if (store.openOf(customer, household).isPresent()) {
            return Outcome.refused("", say("An erasure for them is in hand already.", "Ya hay un borrado en marcha."));
        }
        Instant now = clock.instant();
        long id = store.insert(
                customer,
                household,
                parent,
                review ? Erasure.State.REVIEW : Erasure.State.WAITING,
                by instanceof Actor.Staff staff ? staff.id() : null,
                now,
                due(now));
        audit.record(by, "erasure-asked", "erasure:" + id, review ? "review" : "");
        return Outcome.done(id);
    }

    private Instant due(Instant from) {
        return from.plus(
                Duration.ofDays(playbooks.current().playbook().retention().erasureWaitDays()));
    }

    /** Another person than the one who took it in says whether it goes on; it then waits as every erasure does. */
    public Outcome<Erasure> review(long id, boolean goesOn, String why, Actor.Staff by) {
        Optional<ErasureRecord> found =
                store.lock(id).filter(row -> row.getState().equals("review"));
        if (found.isEmpty()) {
            return Outcome.refused(
                    "", say("There is nothing to decide here any more.", "Aquí ya no hay nada que decidir."));
        }
        if (Long.valueOf(by.id()).equals(found.get().getAskedBy())) {
            return Outcome.refused(
                    "",
                    say(
                            "Another person than the one who took it in decides.",
                            "Decide otra persona que no sea quien recibió la petición."));
        }
        if (why.isBlank() || why.length() > 2_000) {
            return Outcome.refused(
                    "why",
                    say(
                            "Write down why, in at most 2,000 characters.",
                            "Anota por qué, en un máximo de 2000 caracteres."));
        }
        Instant now = clock.instant();
        store.review(
                id,
                by.id(),
                why.strip(),
                now,
                goesOn ? Erasure.State.WAITING : Erasure.State.DECLINED,
                goesOn ? due(now) : now);
        audit.record(by, goesOn ? "erasure-reviewed" : "erasure-declined", "erasure:" + id, "");
        return Outcome.done(store.find(id).orElseThrow());
    }

    /** Calls off one that has not begun. False when it is too late. */
    public boolean callOff(long id, Actor.Staff by) {
        boolean early = store.lock(id)
                .filter(row -> row.getState().equals("review") || row.getState().equals("waiting"))
                .isPresent();
        if (early) {
            store.decline(id, clock.instant());
            audit.record(by, "erasure-declined", "erasure:" + id, "");
        }
        return early;
    }

    public Optional<Erasure> find(long id) {
        return store.find(id);
    }

    /** The one that is in hand for a person or a household. */
    public Optional<Erasure> openOf(@Nullable Long customer, @Nullable Long household) {
        return store.openOf(customer, household);
    }

    /** The latest first. */
    public List<Erasure> latest(int limit) {
        return store.latest(limit);
    }

    /** One step of one erasure. True when there may be more. */
    boolean step() {
        AtomicLong claimed = new AtomicLong();
        try {
            return database.write(Clearance.SYSTEM, () -> {
                Optional<ErasureRecord> due = store.claim(clock.instant());
                due.ifPresent(row -> {
                    claimed.set(row.getId());
                    goOn(row);
                });
                return due.isPresent();
            });
        } catch (RuntimeException failed) {
            LOG.warn("erasure {} failed a step and will be tried again: {}", claimed.get(), Worker.cause(failed));
            database.write(
                    Clearance.SYSTEM,
                    () -> store.later(claimed.get(), clock.instant().plus(RETRY)));
            return true;
        }
    }

    private void goOn(ErasureRecord row) {
        if (row.getState().equals("waiting")) {
            begin(row);
            return;
        }
        Optional<Integer> next = store.nextStep(row.getId());
        if (next.isEmpty()) {
            certify(row);
            return;
        }
        PersonalData part = stores.at(next.get());
        Scope scope = ErasureStore.scope(row);
        if (store.isSetAside(row.getId())) {
            part.setAside(scope);
        } else {
            part.erase(scope);
        }
        store.stepDone(row.getId(), part.rank(), today());
        if (store.nextStep(row.getId()).isEmpty()) {
            store.later(row.getId(), row.getDueAt().plus(CERTIFIED_AFTER));
        }
    }

    private void begin(ErasureRecord row) {
        Scope scope = row.getCustomerId() != null
                ? stores.ofPerson(row.getCustomerId())
                : stores.ofHousehold(row.getHouseholdId());
        journal.append(new ErasureJournal.Line(
                row.getId(),
                row.getAskedAt(),
                scope.people().stream()
                        .flatMap(id -> stores.person(id).stream())
                        .map(person -> new ErasureJournal.Person(person.id(), person.createdAt()))
                        .toList()));
        Keeping keeping = stores.keeping(scope.people());
        store.begin(row.getId(), scope, stores.parts(), stores.holdings(scope));
        if (keeping != Keeping.NOTHING) {
            long hold = store.insertHold(row.getId(), scope.people(), scope, clock.instant());
            audit.recordWalled(SOFTWARE, "erasure-held", "hold:" + hold, null, "erasure:" + row.getId());
        }
        stores.parts().forEach(part -> part.begin(scope, row.getId()));
        audit.record(SOFTWARE, "erasure-begun", "erasure:" + row.getId(), "");
    }

    private void certify(ErasureRecord row) {
        LocalDate today = today();
        String words = Certificate.words(
                store.find(row.getId()).orElseThrow(), store.steps(row.getId()), zoned(row.getAskedAt()), today);
        store.certify(row.getId(), words, sha256(words), today);
        audit.record(SOFTWARE, "erasure-done", "erasure:" + row.getId(), "sha256:" + sha256(words));
    }

    private LocalDate today() {
        return zoned(clock.instant());
    }

    private LocalDate zoned(Instant at) {
        return LocalDate.ofInstant(at, playbooks.current().playbook().zone());
    }

    static String sha256(String words) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
