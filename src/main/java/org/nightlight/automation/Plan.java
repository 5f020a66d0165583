package org.nightlight.automation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Ladder;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Team;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;

/**
 * What a rule would do with a ticket as it stands: only what changes something. Both the worker and a dry run ask it, so that the one
 * does what the other shows.
 *
 * @param refusal why nothing is done, in a sentence; empty when the steps are
 */
public record Plan(List<Step> steps, String refusal) {

    /** One step. */
    public record Step(Kind kind, String value) {
        /** {@code tag:refund} and the like. */
        public String text() {
            return kind.key() + ":" + value;
        }

        /** What {@link #text} wrote. */
        public static Optional<Step> read(String text) {
            int colon = text.indexOf(':');
            for (Kind kind : Kind.values()) {
                if (colon > 0 && text.substring(0, colon).equals(kind.key())) {
                    return Optional.of(new Step(kind, text.substring(colon + 1)));
                }
            }
            return Optional.empty();
        }
    }

    public enum Kind {
        TAG,
        UNTAG,
        /** Value: the level, a colon, the team. */
        HAND,
        /** Value: number of a member of staff, 0 for nobody. */
        ASSIGN,
        STATE,
        NOTE,
        /** Value: {@code assignee}, {@code own} or a team. */
        TELL;

        String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Whether rules have nothing to do with this ticket: the wall, the safety teams, and what was merged away. */
    static boolean isOutOfReach(Ticket ticket, Playbook playbook) {
        return ticket.walled()
                || ticket.mergedInto() != null
                || playbook.isSafety(ticket.category())
                || playbook.safetyTeams().contains(ticket.team());
    }

    static Plan of(
            Deeds deeds,
            Ticket ticket,
            Set<String> tags,
            Playbook playbook,
            Function<Long, Optional<StaffMember>> staff) {
        if (isOutOfReach(ticket, playbook)) {
            return refused("Rules do nothing with this ticket.");
        }
        List<Step> steps = new ArrayList<>();
        deeds.add().stream().filter(tag -> !tags.contains(tag)).forEach(tag -> steps.add(new Step(Kind.TAG, tag)));
        deeds.remove().stream()
                .filter(tag -> tags.contains(tag) && !deeds.add().contains(tag))
                .forEach(tag -> steps.add(new Step(Kind.UNTAG, tag)));
        Long holder = ticket.assigneeId();
        if (!deeds.place().isEmpty()) {
            Optional<Ladder.Rung> to = place(deeds.place(), ticket, playbook);
            if (to.isEmpty()) {
                return refused("There is no such team or level for this ticket, or it is one to which no rule hands.");
            }
            if (!to.get().team().equals(ticket.team()) || to.get().level() != ticket.level()) {
                steps.add(new Step(Kind.HAND, to.get().level() + ":" + to.get().team()));
                holder = null;
            }
        }
        Long assignee = deeds.assignee();
        if (assignee != null) {
            if (assignee != 0
                    && staff.apply(assignee).filter(ticket::mayBeHeldBy).isEmpty()) {
                return refused("Whoever it was to be given to cannot have it.");
            }
            Long wanted = assignee == 0 ? null : assignee;
            if (!java.util.Objects.equals(holder, wanted)) {
                steps.add(new Step(Kind.ASSIGN, assignee.toString()));
                holder = wanted;
            }
        }
        State state = deeds.state();
        if (state != null && state != ticket.state()) {
            if (state == State.SOLVED && holder == null) {
                return refused("A ticket needs an assignee before it is solved.");
            }
            steps.add(new Step(Kind.STATE, state.key()));
        }
        if (!deeds.note().isBlank()) {
            steps.add(new Step(Kind.NOTE, ""));
        }
        if (deeds.tellsAssignee()) {
            steps.add(new Step(Kind.TELL, "assignee"));
        }
        if (!deeds.tellsLeads().isEmpty()) {
            steps.add(new Step(Kind.TELL, deeds.tellsLeads()));
        }
        return new Plan(List.copyOf(steps), "");
    }

    private static Plan refused(String reason) {
        return new Plan(List.of(), reason);
    }

    /** Where it goes. The level never falls: a ticket that is there or higher stays at its level. */
    private static Optional<Ladder.Rung> place(String place, Ticket ticket, Playbook playbook) {
        Ladder.@Nullable Rung here = new Ladder.Rung(ticket.level(), ticket.team(), new java.util.LinkedHashMap<>());
        Optional<Ladder> ladder = Optional.ofNullable(playbook.categories().get(ticket.category()))
                .map(category -> category.ladder());
        if (place.startsWith(Deeds.LEVEL)) {
            int level = Integer.parseInt(place.substring(Deeds.LEVEL.length()));
            return level <= ticket.level()
                    ? Optional.of(here)
                    : ladder.flatMap(it -> it.rung(level)).filter(rung -> isOpen(rung.team(), playbook));
        }
        String team = place.substring(Deeds.TEAM.length());
        if (!isOpen(team, playbook)) {
            return Optional.empty();
        }
        int level = ladder.stream()
                .flatMap(it -> it.rungs().stream())
                .filter(rung -> rung.team().equals(team))
                .mapToInt(Ladder.Rung::level)
                .max()
                .orElse(ticket.level());
        return Optional.of(new Ladder.Rung(Math.max(level, ticket.level()), team, new java.util.LinkedHashMap<>()));
    }

    /** Whether a rule may hand tickets to this team: it is made of people, and none of the safety teams. */
    static boolean isOpen(String team, Playbook playbook) {
        Team known = playbook.teams().get(team);
        return known != null && !known.software() && !playbook.safetyTeams().contains(team);
    }
}
