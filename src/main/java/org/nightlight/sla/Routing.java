package org.nightlight.sla;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.database.Worker;
import org.nightlight.playbook.BusinessCalendar;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Giving;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.PlaybookVersion;
import org.nightlight.playbook.Team;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives out the tickets of those teams whose playbook says so, and takes back what waits with somebody who is not there. It
 * sees what the whole desk sees: behind the safety wall there is nothing for it to give, to take or to count.
 */
@Component
class Routing {
    private static final Logger LOG = LoggerFactory.getLogger(Routing.class);
    private static final Actor SELF = new Actor.Software("routing");
    /** A lost wake-up, an opening hour and somebody's return are noticed within it. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    /** So many tickets of a team are looked at for one that somebody can take; one that waits for a skill does so for minutes. */
    private static final int REACH = 200;
    /** For so long a ticket waits for the rules that are to look at it: the tags that they set tell who is to have it. */
    private static final Duration RULES_LOOK = Duration.ofMinutes(1);
    /** Where any ticket will do, some that people are changing just now are passed over. */
    private static final int REACH_WITHOUT_SKILLS = 20;

    private final RoutingStore store;
    private final Work work;
    private final Staff staff;
    private final CurrentPlaybook playbooks;
    private final Database database;
    private final Wakeups wakeups;
    private final Clock clock;
    private final Worker giving;
    private final Worker returning;

    Routing(
            RoutingStore store,
            Work work,
            Staff staff,
            CurrentPlaybook playbooks,
            Database database,
            Wakeups wakeups,
            Clock clock) {
        this.store = store;
        this.work = work;
        this.staff = staff;
        this.playbooks = playbooks;
        this.database = database;
        this.wakeups = wakeups;
        this.clock = clock;
        Set<Long> notGiven = new HashSet<>();
        Set<Long> notReturned = new HashSet<>();
        this.giving = new Worker("routing", LOOK, () -> give(notGiven));
        this.returning = new Worker("absences", LOOK, () -> takeBack(notReturned));
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        wakeups.listen(word -> {
            if (word.startsWith("ticket:") || word.equals(Tickets.LOOKED_AT) || word.equals("hello")) {
                giving.wake();
            } else if (word.equals(Staff.CHANGED)) {
                giving.wake();
                returning.wake();
            }
        });
        giving.start();
        returning.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        giving.close();
        returning.close();
    }

    /** One ticket, for the first team that is open, has one waiting and somebody with room. True when there may be more. */
    boolean give(Set<Long> left) {
        Instant now = clock.instant();
        PlaybookVersion rules = playbooks.current();
        Map<String, Giving> teams = teams(rules.playbook());
        teams.values().removeIf(giving -> !rules.calendarOf(giving).isOpen(now));
        if (teams.isEmpty()) {
            return false;
        }
        return one(left, at -> {
            store.lock();
            for (Map.Entry<String, Giving> team : teams.entrySet()) {
                if (give(team.getKey(), team.getValue(), rules, left, at, now)) {
                    return true;
                }
            }
            return false;
        });
    }

    /** The ticket that is due first of those that somebody here can take: one that waits for a skill holds up no other. */
    private boolean give(String team, Giving how, PlaybookVersion rules, Set<Long> left, AtomicLong at, Instant now) {
        Playbook playbook = rules.playbook();
        List<StaffMember> members = staff.membersOf(team).stream()
                .filter(member -> member.roles().stream().anyMatch(role -> role != Role.AUDITOR))
                .toList();
        List<Turn> here = here(members, team, now);
        if (here.stream().noneMatch(Turn::hasRoom)) {
            return false;
        }
        BusinessCalendar hours = rules.calendarOf(how);
        int reach = playbook.skills().isEmpty() ? REACH_WITHOUT_SKILLS : REACH;
        for (Waiting ticket : store.waiting(team, playbook.safety().category(), left, now.minus(RULES_LOOK), reach)) {
            Set<String> asked = ticket.asks(playbook);
            boolean known = members.stream().anyMatch(member -> member.skills().containsAll(asked));
            boolean waitedLong = hours.between(ticket.since(), now).compareTo(how.skillWaits()) >= 0;
            Optional<Chosen> chosen = Chosen.of(asked, here, how.by(), known, waitedLong);
            if (chosen.isPresent() && store.take(ticket, team)) {
                at.set(ticket.id());
                Turn to = chosen.get().to();
                work.assign(ticket.id(), Work.ANY, SELF, to.staffId(), why(how, chosen.get()));
                store.turned(team, to.staffId(), now);
                return true;
            }
        }
        return false;
    }

    private static Map<String, Object> why(Giving how, Chosen chosen) {
        Map<String, Object> why = new LinkedHashMap<>();
        why.put("by", how.by().key());
        why.put("load", chosen.to().load());
        why.put("capacity", chosen.to().capacity());
        if (!chosen.had().isEmpty()) {
            why.put("had", chosen.had());
        }
        if (!chosen.lacked().isEmpty()) {
            why.put("lacked", chosen.lacked());
            why.put("since", chosen.since().key());
        }
        return why;
    }

    /** Who of them is at work, with what they hold. */
    private List<Turn> here(List<StaffMember> members, String team, Instant now) {
        List<StaffMember> here = members.stream()
                .filter(member -> !member.attendance().isAway(now))
                .toList();
        Map<Long, Integer> loads =
                store.loads(here.stream().map(StaffMember::id).toList());
        Map<Long, Instant> turns = store.turns(team);
        return here.stream()
                .map(member -> new Turn(
                        member.id(),
                        loads.getOrDefault(member.id(), 0),
                        member.attendance().capacity(),
                        member.skills(),
                        turns.get(member.id())))
                .toList();
    }

    /** One ticket of somebody who works here no more, or who is away while its customer waits. True when there may be more. */
    boolean takeBack(Set<Long> left) {
        Instant now = clock.instant();
        Map<Long, StaffMember> absent = staff.all().stream()
                .filter(member -> !member.active() || member.attendance().isAway(now))
                .collect(Collectors.toMap(StaffMember::id, Function.identity()));
        if (absent.isEmpty()) {
            return false;
        }
        PlaybookVersion rules = playbooks.current();
        Playbook playbook = rules.playbook();
        Map<String, Giving> teams = teams(playbook);
        return one(left, at -> {
            for (Held held : store.held(absent.keySet(), playbook.safety().category(), left)) {
                StaffMember holder = absent.get(held.assigneeId());
                if (holder != null && isOver(held, holder, rules, teams.get(held.team()), now)) {
                    at.set(held.id());
                    work.assign(
                            held.id(),
                            Work.ANY,
                            SELF,
                            null,
                            Map.of("from", holder.id(), "because", holder.active() ? "away" : "left"));
                    return true;
                }
            }
            return false;
        });
    }

    /** @param giving null for a team that gives nothing out, where people see to it themselves */
    private static boolean isOver(
            Held held, StaffMember holder, PlaybookVersion rules, @Nullable Giving giving, Instant now) {
        if (!holder.active()) {
            return true;
        }
        if (held.waits() == null || giving == null) {
            return false;
        }
        Instant since = Stream.of(
                        Optional.ofNullable(held.waits()),
                        Optional.ofNullable(held.given()),
                        Optional.ofNullable(holder.attendance().awaySince()))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(now);
        return rules.calendarOf(giving).between(since, now).compareTo(giving.returnsAfter()) >= 0;
    }

    private static Map<String, Giving> teams(Playbook playbook) {
        Map<String, Giving> teams = new LinkedHashMap<>();
        for (Team team : playbook.teams().values()) {
            Giving giving = team.giving();
            if (giving != null) {
                teams.put(team.key(), giving);
            }
        }
        return teams;
    }

    /** One ticket a transaction. One on which it fails is left until the next look and never holds up the others. */
    private boolean one(Set<Long> left, Predicate<AtomicLong> part) {
        AtomicLong at = new AtomicLong();
        try {
            boolean done = database.write(Clearance.DESK, () -> part.test(at));
            if (!done) {
                left.clear();
            }
            return done;
        } catch (RuntimeException failed) {
            if (at.get() == 0) {
                throw failed;
            }
            LOG.warn("routing left ticket {} for now: {}", at.get(), Worker.cause(failed));
            left.add(at.get());
            return true;
        }
    }
}
