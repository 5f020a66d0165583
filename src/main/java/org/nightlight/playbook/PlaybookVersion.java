package org.nightlight.playbook;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A playbook with the number under which it was published; every decision keeps the number.
 *
 * @param calendar the desk's standard calendar by this playbook's hours
 * @param ofTeams those of the hours that teams have of their own. A calendar reckons the years ahead when first asked, so each is
 *     kept as long as the version
 */
public record PlaybookVersion(
        int number, Playbook playbook, BusinessCalendar calendar, Map<SupportHours, BusinessCalendar> ofTeams) {
    public PlaybookVersion(int number, Playbook playbook) {
        this(
                number,
                playbook,
                BusinessCalendar.of(playbook.hours()),
                playbook.teams().values().stream()
                        .map(Team::giving)
                        .filter(Objects::nonNull)
                        .map(Giving::ownHours)
                        .filter(Objects::nonNull)
                        .distinct()
                        .collect(Collectors.toMap(Function.identity(), BusinessCalendar::of)));
    }

    /** When the team that gives out so is at work. */
    public BusinessCalendar calendarOf(Giving giving) {
        SupportHours own = giving.ownHours();
        return own == null
                ? calendar
                : Objects.requireNonNull(ofTeams.get(own), "the ways of giving of this version only");
    }
}
