package org.nightlight.automation;

import static nightlight.tables.Tables.TICKET_TAG;
import static org.jooq.impl.DSL.any;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Database;
import org.nightlight.playbook.BusinessCalendar;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Template;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;

/** The rules of the desk: kept, changed, switched, ordered, set aside and brought back; and tried on the latest tickets. */
@Component
public class Rules {
    /** As many as can be looked at for every change without anybody waiting. */
    static final int MOST = 100;

    /** On how many tickets a rule is tried. */
    public static final int TRIED = 100;

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_NOTE = 4_000;
    private static final int MOST_TAGS = 20;

    private final RuleStore store;
    private final RuleQueue queue;
    private final Conditions conditions;
    private final Tickets tickets;
    private final Staff staff;
    private final CurrentPlaybook playbooks;
    private final DSLContext sql;
    private final Database database;
    private final Audit audit;
    private final Clock clock;

    Rules(
            RuleStore store,
            RuleQueue queue,
            Conditions conditions,
            Tickets tickets,
            Staff staff,
            CurrentPlaybook playbooks,
            DSLContext sql,
            Database database,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.queue = queue;
        this.conditions = conditions;
        this.tickets = tickets;
        this.staff = staff;
        this.playbooks = playbooks;
        this.sql = sql;
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A line of a rule's history.
     *
     * @param what {@code made}, {@code changed}, {@code on}, {@code off}, {@code removed} or {@code returned}
     */
    public record Change(int version, String what, long by, Instant at, Definition says) {}

    /** Those that stand, by their turn. */
    public List<Rule> standing() {
        return store.standing();
    }

    /** Those that were set aside, the latest first. */
    public List<Rule> removed() {
        return store.removed();
    }

    public Optional<Rule> find(long id) {
        return store.find(id);
    }

    /** The latest first. */
    public List<Change> history(long id) {
        return store.history(id, 100);
    }

    /** Keeps a new one, in the last place and switched off: it is tried before it acts. */
    public Outcome<Long> keep(StaffMember by, Definition says) {
        return fault(says)
                .orElseGet(() -> database.write(by.clearance(), () -> {
                    store.lock();
                    if (store.standingNumber() >= MOST) {
                        return full();
                    }
                    long id = store.insert(says, new Actor.Staff(by.id()), clock.instant());
                    record(by, "rule-made", id, 1);
                    return Outcome.done(id);
                }));
    }

    /** @param version that whoever changes it saw */
    public Outcome<Long> change(StaffMember by, long id, int version, Definition says) {
        return fault(says)
                .orElseGet(() -> database.write(by.clearance(), () -> {
                    Rule rule = store.hold(id).orElseThrow();
                    if (rule.version() != version || rule.removed() != null) {
                        return Outcome.refused(
                                "name",
                                say(
                                        "Somebody else changed this rule meanwhile, and nothing of yours was saved. Open it again to see what it says now.",
                                        "Otra persona cambió esta regla entretanto y no se guardó nada tuyo. Ábrela de nuevo para ver qué dice ahora."));
                    }
                    if (!rule.says().equals(says)) {
                        store.change(rule, says, new Actor.Staff(by.id()), clock.instant());
                        After after = says.after();
                        if (after != null && !after.equals(rule.says().after())) {
                            store.spot(id, after.beginsAs(rule.says().after()) ? from(id, after) : begin(after));
                        }
                        record(by, "rule-changed", id, rule.version() + 1);
                    }
                    return Outcome.done(id);
                }));
    }

    /** Does nothing when it is so already. Refused where its condition is not understood any more. */
    public Outcome<Rule> turn(StaffMember by, long id, boolean on) {
        return database.write(by.clearance(), () -> {
            Rule rule = store.hold(id).filter(it -> it.removed() == null).orElseThrow();
            if (rule.active() == on) {
                return Outcome.done(rule);
            }
            Optional<Outcome<Long>> fault = on ? fault(rule.says()) : Optional.empty();
            if (fault.isPresent() && fault.get() instanceof Outcome.Refused<Long>(String field, String reason)) {
                return Outcome.refused(field, reason);
            }
            store.turn(rule, on ? "on" : "off", new Actor.Staff(by.id()), clock.instant());
            After after = rule.says().after();
            if (on && after != null) {
                store.spot(id, from(id, after));
            }
            record(by, on ? "rule-on" : "rule-off", id, rule.version() + 1);
            return Outcome.done(store.find(id).orElseThrow());
        });
    }

    /** Where a rule that waits goes on: where it had come, and beyond what is over by now unless it acts on that too. */
    private RuleStore.Spot from(long id, After after) {
        RuleStore.Spot begin = begin(after);
        return store.reached(id)
                .filter(reached -> after.late() || reached.at().isAfter(begin.at()))
                .orElse(begin);
    }

    /** Where a rule that waits begins: beyond what is over already, unless it acts on that too. */
    private RuleStore.Spot begin(After after) {
        return after.late()
                ? new RuleStore.Spot(Instant.EPOCH, 0)
                : new RuleStore.Spot(
                        after.latest(clock.instant(), playbooks.current().calendar()), Long.MAX_VALUE);
    }

    /** One place earlier or later among those that stand. */
    public void move(StaffMember by, long id, boolean earlier) {
        database.write(by.clearance(), () -> {
            store.lock();
            List<Rule> all = new ArrayList<>(store.standing());
            int at = all.stream().map(Rule::id).toList().indexOf(id);
            int to = earlier ? at - 1 : at + 1;
            if (at < 0 || to < 0 || to >= all.size()) {
                return;
            }
            all.add(to, all.remove(at));
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).place() != i + 1) {
                    store.place(all.get(i).id(), i + 1);
                }
            }
            record(by, "rule-moved", id, all.get(to).version());
        });
    }

    /** Sets it aside, switched off. What it found stays, and it can be brought back. */
    public void remove(StaffMember by, long id) {
        database.write(
                by.clearance(),
                () -> store.hold(id).filter(rule -> rule.removed() == null).ifPresent(rule -> {
                    store.turn(rule, "removed", new Actor.Staff(by.id()), clock.instant());
                    record(by, "rule-removed", id, rule.version() + 1);
                }));
    }

    /** Back in the last place, switched off. */
    public Outcome<Long> bringBack(StaffMember by, long id) {
        return database.write(by.clearance(), () -> {
            store.lock();
            Rule rule = store.hold(id).orElseThrow();
            if (rule.removed() != null) {
                if (store.standingNumber() >= MOST) {
                    return full();
                }
                store.turn(rule, "returned", new Actor.Staff(by.id()), clock.instant());
                record(by, "rule-returned", id, rule.version() + 1);
            }
            return Outcome.done(id);
        });
    }

    private static <T> Outcome<T> full() {
        return Outcome.refused(
                "name",
                say("There are %d rules already. Remove one first.", "Ya hay %d reglas. Retira una primero.")
                        .formatted(MOST));
    }

    private void record(StaffMember by, String action, long id, int version) {
        audit.record(by.actor(), action, "rule:" + id, "version " + version);
    }

    /** What would become of one of the latest tickets. {@code over}: when its time is up, null for a rule that hears or a time that does not run. */
    public record Tried(
            Ticket ticket,
            List<Conditions.Clause> clauses,
            boolean waits,
            @Nullable Instant over,
            Plan plan) {
        public List<String> missing() {
            return clauses.stream()
                    .filter(clause -> !clause.holds())
                    .map(Conditions.Clause::text)
                    .toList();
        }
    }

    /**
     * What this rule would do with each of the latest tickets that the running transaction sees, if what it hears happened now. Nothing is
     * changed. Four questions, however many tickets.
     *
     * @return the tickets, the newest first; a refusal where the rule cannot be kept like this
     */
    public Outcome<List<Tried>> trial(Definition says) {
        Optional<Outcome<Long>> fault = fault(says);
        if (fault.isPresent() && fault.get() instanceof Outcome.Refused<Long>(String field, String reason)) {
            return Outcome.refused(field, reason);
        }
        Playbook playbook = playbooks.current().playbook();
        BusinessCalendar calendar = playbooks.current().calendar();
        List<Ticket> latest = tickets.latest(TRIED).stream()
                .filter(ticket -> !Plan.isOutOfReach(ticket, playbook))
                .toList();
        List<Long> ids = latest.stream().map(Ticket::id).toList();
        Map<Long, List<Conditions.Clause>> clauses = conditions.ask(says.condition(), ids);
        Map<Long, Set<String>> tags = tags(ids);
        After after = says.after();
        Map<Long, Instant> since = after == null ? Map.of() : queue.since(after, ids);
        Map<Long, Optional<StaffMember>> known = new HashMap<>();
        return Outcome.done(latest.stream()
                .map(ticket -> new Tried(
                        ticket,
                        clauses.getOrDefault(ticket.id(), List.of()),
                        after != null,
                        after == null || !since.containsKey(ticket.id())
                                ? null
                                : after.over(since.get(ticket.id()), calendar),
                        Plan.of(
                                says.deeds(),
                                ticket,
                                tags.getOrDefault(ticket.id(), Set.of()),
                                playbook,
                                id -> known.computeIfAbsent(id, staff::find))))
                .toList());
    }

    private Map<Long, Set<String>> tags(List<Long> ids) {
        return sql
                .select(TICKET_TAG.TICKET_ID, TICKET_TAG.TAG)
                .from(TICKET_TAG)
                .where(TICKET_TAG.TICKET_ID.eq(any(ids.toArray(Long[]::new))))
                .fetch()
                .intoGroups(TICKET_TAG.TICKET_ID, TICKET_TAG.TAG)
                .entrySet()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, it -> Set.copyOf(it.getValue())));
    }

    /** Why a rule cannot be kept; the field is one of {@code name when span condition does add remove place assignee state note leads}. */
    private Optional<Outcome<Long>> fault(Definition says) {
        if (says.name().isBlank() || says.name().length() > LONGEST_NAME) {
            return refused(
                    "name",
                    say("Give it a name of up to %d letters.", "Ponle un nombre de hasta %d letras.")
                            .formatted(LONGEST_NAME));
        }
        After after = says.after();
        if (says.hears().isEmpty() == (after == null)) {
            return after == null
                    ? refused(
                            "when",
                            say(
                                    "Say at which changes it looks, or for how long it waits.",
                                    "Di qué cambios mira o cuánto espera."))
                    : refused(
                            "span",
                            say(
                                    "A rule looks at changes or waits for a time. Leave one of them out.",
                                    "Una regla mira cambios o espera un plazo. Deja uno de los dos."));
        }
        if (after != null && (after.count() < 1 || after.count() > 9_999)) {
            return refused("span", say("For how long: a number from 1 to 9999.", "Cuánto: un número de 1 a 9999."));
        }
        if (after != null && (after.anchor() == After.Anchor.STATE) == (after.state() == null)) {
            return refused("anchor", say("Choose from when on it waits.", "Elige a partir de cuándo espera."));
        }
        Optional<String> condition = conditions.fault(says.condition());
        return condition.isPresent() ? refused("condition", condition.get()) : fault(says.deeds());
    }

    private Optional<Outcome<Long>> fault(Deeds deeds) {
        Playbook playbook = playbooks.current().playbook();
        if (deeds.isNothing()) {
            return refused("does", say("Say what it does with a ticket.", "Di qué hace con un ticket."));
        }
        if (Stream.concat(deeds.add().stream(), deeds.remove().stream()).count() > MOST_TAGS) {
            return refused("add", say("Up to %d tags.", "Hasta %d etiquetas.").formatted(MOST_TAGS));
        }
        if (deeds.place().startsWith(Deeds.TEAM)
                && !Plan.isOpen(deeds.place().substring(Deeds.TEAM.length()), playbook)) {
            return refused(
                    "place", say("Choose a team or a level from the list.", "Elige un equipo o un nivel de la lista."));
        }
        if (!deeds.place().isEmpty() && !deeds.place().matches("level:[1-9]|team:.+")) {
            return refused(
                    "place", say("Choose a team or a level from the list.", "Elige un equipo o un nivel de la lista."));
        }
        Long assignee = deeds.assignee();
        if (assignee != null
                && assignee != 0
                && staff.find(assignee).filter(StaffMember::active).isEmpty()) {
            return refused("assignee", say("Choose somebody from the list.", "Elige a alguien de la lista."));
        }
        if (deeds.state() == State.NEW) {
            return refused(
                    "state",
                    say(
                            "A ticket that was looked at does not become new again. Use open.",
                            "Un ticket que ya se miró no vuelve a ser nuevo. Usa abierto."));
        }
        List<String> unknown = Template.unknown(deeds.note());
        if (!unknown.isEmpty()) {
            return refused(
                    "note",
                    say(
                                    "There is no {%s}. What may stand between braces is listed below.",
                                    "No existe {%s}. Lo que puede ir entre llaves está abajo.")
                            .formatted(unknown.getFirst()));
        }
        if (deeds.note().length() > LONGEST_NOTE) {
            return refused(
                    "note",
                    say("A note has up to %d letters.", "Una nota tiene hasta %d letras.")
                            .formatted(LONGEST_NOTE));
        }
        boolean leads = deeds.tellsLeads().isEmpty()
                || deeds.tellsLeads().equals(Deeds.OWN)
                || Plan.isOpen(deeds.tellsLeads(), playbook);
        return leads
                ? Optional.empty()
                : refused("leads", say("Choose a team from the list.", "Elige un equipo de la lista."));
    }

    private static Optional<Outcome<Long>> refused(String field, String reason) {
        return Optional.of(Outcome.refused(field, reason));
    }
}
