package org.nightlight.desk;

import static java.util.stream.Collectors.groupingBy;
import static nightlight.tables.Tables.DRILL;
import static nightlight.tables.Tables.SAFETY_CASE;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.any;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.shared.Spoken;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Wishes;
import org.nightlight.ticket.Told;
import org.springframework.stereotype.Component;

/**
 * What a browser may show outside the page. That somebody mentioned its owner, gave them a ticket or answered on one of theirs or beside it: where
 * they wish so, and not in their quiet hours. Safety alerts, to whoever sees cases: always. Numbers and kinds alone, since it may stand on a
 * locked screen; of a ticket behind the wall not even its number. What may be seen is asked under each viewer's own clearance.
 */
@Component
class LiveNotices {
    private static final String ALERT = "alert:";
    private static final String OUTAGE = ALERT + "outage";
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Database database;
    private final DSLContext sql;
    private final ListStore lists;
    private final Wishes wishes;
    private final CurrentPlaybook playbooks;
    private final Clock clock;

    LiveNotices(
            Database database, DSLContext sql, ListStore lists, Wishes wishes, CurrentPlaybook playbooks, Clock clock) {
        this.database = database;
        this.sql = sql;
        this.lists = lists;
        this.wishes = wishes;
        this.playbooks = playbooks;
        this.clock = clock;
    }

    /**
     * One thing to show.
     *
     * @param tag the same for the same event, so that many screens show it once
     * @param link where a click on it leads
     */
    record Note(String tag, String text, String link) {}

    static boolean isOurs(String word) {
        return word.startsWith("told:");
    }

    /** An alert that came while the screen was on its way here, as after a short break. */
    void begin(LiveScreen screen) {
        if (screen.clearance.seesCases()) {
            alerts(screen.member, SAFETY_CASE.OPENED_AT.gt(clock.instant().minus(FRESH)), false)
                    .forEach(screen::noticed);
        }
    }

    /** @param words of which others than ours are passed over */
    void tell(Set<String> words, Collection<LiveScreen> screens) {
        List<Told> told =
                words.stream().flatMap(word -> Told.read(word).stream()).toList();
        Long[] cases = words.stream()
                .filter(word -> word.matches(ALERT + "\\d{1,18}"))
                .map(word -> Long.valueOf(word.substring(ALERT.length())))
                .toArray(Long[]::new);
        boolean outage = words.contains(OUTAGE);
        if (told.isEmpty() && cases.length == 0 && !outage) {
            return;
        }
        Map<Long, List<LiveScreen>> byMember = screens.stream().collect(groupingBy(screen -> screen.member.id()));
        byMember.values().forEach(theirs -> {
            StaffMember member = theirs.getFirst().member;
            List<Note> notes = new ArrayList<>();
            if (member.clearance().seesCases() && (cases.length > 0 || outage)) {
                notes.addAll(alerts(member, SAFETY_CASE.ID.eq(any(cases)), outage));
            }
            notes.addAll(told(
                    member,
                    told.stream().filter(one -> one.staffId() == member.id()).toList()));
            theirs.forEach(screen -> notes.forEach(screen::noticed));
        });
    }

    private List<Note> told(StaffMember member, List<Told> told) {
        if (told.isEmpty()) {
            return List.of();
        }
        Map<Long, Boolean> walled = database.read(member.clearance(), () -> {
            Wishes.Wish wish = wishes.of(member.id());
            return !wish.onScreen() || wish.isQuiet(now())
                    ? Map.of()
                    : sql.select(TICKET.ID, TICKET.WALLED)
                            .from(TICKET)
                            .where(TICKET.ID.eq(
                                    any(told.stream().map(Told::ticketId).toArray(Long[]::new))))
                            .fetchMap(TICKET.ID, TICKET.WALLED);
        });
        return spoken(
                member,
                () -> told.stream()
                        .filter(one -> walled.containsKey(one.ticketId()))
                        .map(one -> note(one, Boolean.TRUE.equals(walled.get(one.ticketId()))))
                        .toList());
    }

    private static Note note(Told one, boolean walled) {
        String ticket = walled
                ? say("a ticket", "un ticket")
                : say("ticket #%d", "el ticket #%d").formatted(one.ticketId());
        String text = switch (one.what()) {
            case MENTIONED -> say("You were mentioned in a note on %s", "Te mencionaron en una nota de %s");
            case ASSIGNED -> say("You were given %s", "Te dieron %s");
            case TASK -> say("You were given a task on %s", "Te dieron una tarea en %s");
            case ANSWERED -> say("An answer came on %s", "Llegó una respuesta en %s");
            case SIDE ->
                say(
                        "An answer came in a side conversation on %s",
                        "Llegó una respuesta en una conversación aparte de %s");
        };
        String link = !walled
                ? "/desk/tickets/" + one.ticketId()
                : switch (one.what()) {
                    case MENTIONED, SIDE -> "/desk/mentions";
                    case TASK -> "/desk/tasks";
                    case ASSIGNED, ANSWERED -> "/desk";
                };
        return new Note(
                one.what().name().toLowerCase(Locale.ROOT) + "-" + one.ticketId() + "-" + one.about(),
                text.formatted(ticket),
                link);
    }

    /** Those that still wait for a person. */
    private List<Note> alerts(StaffMember member, Condition which, boolean outage) {
        return spoken(
                member,
                () -> database.read(member.clearance(), () -> {
                    List<Note> notes = new ArrayList<>();
                    if (outage && !lists.outages().isEmpty()) {
                        notes.add(new Note(
                                "alert-outage",
                                say(
                                        "Safety alert: messages cannot be judged",
                                        "Aviso de protección: no se pueden juzgar mensajes"),
                                "/desk/on-call"));
                    }
                    sql.select(SAFETY_CASE.ID, DRILL.TICKET_ID)
                            .from(SAFETY_CASE)
                            .join(TICKET)
                            .on(TICKET.ID.eq(SAFETY_CASE.TICKET_ID))
                            .leftJoin(DRILL)
                            .on(DRILL.TICKET_ID.eq(TICKET.ID))
                            .where(which, SAFETY_CASE.STATE.eq("open"))
                            .forEach(row -> notes.add(alert(row.value1(), row.value2() != null)));
                    return notes;
                }));
    }

    private static Note alert(long caseId, boolean drill) {
        return new Note(
                "alert-" + caseId,
                (drill ? say("Drill: ", "Simulacro: ") : "")
                        + say(
                                        "Safety alert: case %d waits for a person",
                                        "Aviso de protección: el caso %d espera a una persona")
                                .formatted(caseId),
                "/desk/cases/" + caseId);
    }

    private static List<Note> spoken(StaffMember member, Supplier<List<Note>> saying) {
        return Spoken.in(Spoken.ofKey(member.language()), saying);
    }

    private LocalTime now() {
        Instant now = clock.instant();
        return LocalTime.ofInstant(now, playbooks.current().playbook().zone());
    }
}
